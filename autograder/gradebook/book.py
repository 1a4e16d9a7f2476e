"""nbgrader's gradebook, opened for a while: what it holds of everybody, and whether it fits."""

import contextlib
import difflib
import logging
import sqlite3
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import URL, create_engine, inspect, make_url, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import joinedload, selectinload, undefer

from autograder.errors import UsageError
from autograder.gradebook import place
from autograder.records import trouble
from autograder.records.gradebook import BookScore, CellScore, NotebookScore
from autograder.yamlfile import reason


@dataclass(frozen=True)
class Book:
    """An open gradebook.

    Attributes:
        api: nbgrader's `Gradebook`.
        app: nbgrader's application, configured as the course is.
        path: names the gradebook for a reader.
    """

    api: Any
    app: Any
    path: str

    def assignments(self) -> list[str]:
        """Name the assignments that it knows."""
        return sorted(each.name for each in self.api.assignments)

    def named(self, names: Sequence[str]) -> list[str]:
        """Return the assignments that are named, each once; all by default.

        Raises:
            UsageError: the gradebook does not know one of them.
        """
        known = self.assignments()
        for name in names:
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                key = "no-nbgrader-assignment-near" if near else "no-nbgrader-assignment"
                shown = ", ".join(known) or "-"
                raise UsageError(key, slug=name, near="".join(near), known=shown)
        return list(dict.fromkeys(names)) or known

    def has_notebook(self, slug: str) -> bool:
        """Say whether `nbgrader generate_assignment` has entered an assignment of ours."""
        from nbgrader.api import MissingEntry  # noqa: PLC0415 - an extra's, and heavy

        try:
            self.api.find_notebook(slug, slug)
        except MissingEntry:
            return False
        return True

    def students(self) -> list[str]:
        """Name everybody who is in it, whether they have handed in or not."""
        return sorted(each.id for each in self.api.students)


@dataclass(frozen=True)
class Held:
    """What a gradebook holds of an assignment.

    Attributes:
        scores: by nbgrader's id of the student.
        extensions: what was granted beyond the due date, by nbgrader's id.
        unreadable: ids of students whose scores are no numbers.
    """

    scores: Mapping[str, BookScore]
    extensions: Mapping[str, timedelta]
    unreadable: Collection[str]


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Book]:
    """Open the gradebook of the nbgrader course in a folder; nothing in it changes by that.

    Raises:
        UsageError: there is none, somebody holds it locked, or another version of nbgrader
            has made it.
    """
    app = place.app_of(folder, "")
    app.log.setLevel(logging.ERROR)
    url = make_url(app.coursedir.db_url)
    if url.get_backend_name() == "sqlite" and url.database:
        url = url.set(database=str(folder / url.database))
    path = trouble.name(url)
    if url.get_backend_name() == "sqlite" and not Path(path).is_file():
        raise UsageError("no-gradebook", path=path)
    with _surfaced(path), warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"nbgrader\.")  # its own use of SQLAlchemy
        _check_version(url, path, folder)
        from nbgrader.api import Gradebook  # noqa: PLC0415 - an extra's, and heavy

        # An empty id: the name of a course would be entered where it lacks.
        with Gradebook(url.render_as_string(hide_password=False), "") as api:
            yield Book(api, app, path)


def held(book: Book, assignment: str) -> Held:
    """Return what the gradebook holds of an assignment.

    Where submissions run without walls they can write into it what they like: what is no number
    or no date there is one student's trouble alone.
    """
    from nbgrader.api import Assignment, SubmittedAssignment  # noqa: PLC0415 - an extra's

    query = select(SubmittedAssignment.id, SubmittedAssignment.student_id)
    found = book.api.db.execute(query.join(Assignment).where(Assignment.name == assignment)).all()
    student_of = dict(map(tuple, found))
    try:
        rows = _rows(book, assignment, list(student_of))
    except (ValueError, TypeError):  # by SQLAlchemy, which reads all or nothing
        rows = _one_by_one(book, assignment, list(student_of))
    scores: dict[str, BookScore] = {}
    for row in rows:
        with contextlib.suppress(ValidationError):
            scores[row.student_id] = _score(row, assignment)
    return Held(
        scores=dict(sorted(scores.items())),
        extensions={row.student_id: row.extension for row in rows if row.extension},
        unreadable=sorted(set(student_of.values()) - scores.keys()),
    )


def _one_by_one(book: Book, assignment: str, ids: Sequence[str]) -> list[Any]:
    rows = []
    for each in ids:
        with contextlib.suppress(ValueError, TypeError):
            rows += _rows(book, assignment, [each])
    return rows


def _rows(book: Book, assignment: str, ids: Sequence[str]) -> list[Any]:
    """Read submissions of an assignment with all that belongs to them."""
    from nbgrader.api import (  # noqa: PLC0415 - an extra's
        Assignment,
        Grade,
        SubmittedAssignment,
        SubmittedNotebook,
    )

    grades = selectinload(SubmittedNotebook.grades)
    query = (
        select(SubmittedAssignment)
        .join(Assignment)
        .where(Assignment.name == assignment)
        .options(
            selectinload(SubmittedAssignment.notebooks).options(
                joinedload(SubmittedNotebook.notebook),
                grades.options(undefer(Grade.max_score), joinedload(Grade.cell)),
            ),
        )
        .execution_options(populate_existing=True)
    )
    if len(ids) == 1:  # a list of a whole class is more than a database takes
        query = query.where(SubmittedAssignment.id == ids[0])
    return list(book.api.db.scalars(query))


def _score(row: Any, assignment: str) -> BookScore:
    moment: datetime | None = row.timestamp
    return BookScore(
        assignment=assignment,
        student=row.student_id,
        submitted_at=moment.replace(tzinfo=UTC) if moment else None,
        notebooks=tuple(
            sorted(map(_notebook, row.notebooks), key=lambda notebook: notebook.notebook)
        ),
    )


def _notebook(row: Any) -> NotebookScore:
    cells = (
        CellScore(
            cell=grade.cell.name,
            max_points=grade.max_score or 0.0,
            auto=grade.auto_score,
            manual=grade.manual_score,
            extra_credit=grade.extra_credit,
            needs_manual_grade=grade.needs_manual_grade,
        )
        for grade in row.grades
        if grade.cell
    )
    return NotebookScore(
        notebook=row.notebook.name,
        late_penalty=row.late_submission_penalty,
        cells=tuple(sorted(cells, key=lambda cell: cell.cell)),
    )


def _check_version(url: URL, path: str, folder: Path) -> None:
    """Refuse a gradebook whose tables are not those that this nbgrader reads."""
    import nbgrader  # noqa: PLC0415 - an extra's
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - slow, and rarely needed

    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            if not tables:
                raise UsageError("no-gradebook", path=path)
            found = None
            if "alembic_version" in tables:
                found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    finally:
        engine.dispose()
    wanted = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic")).get_current_head()
    if found != wanted:
        raise UsageError(
            "gradebook-version", path=path, found=found or "-", wanted=wanted, folder=folder
        )


@contextlib.contextmanager
def _surfaced(path: str) -> Iterator[None]:
    """Say in words what the gradebook's database refuses.

    Raises:
        UsageError: it is locked, or no gradebook.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, ValueError) as err:  # nbgrader's own are the last
        cause = err.orig if isinstance(err, DBAPIError) and err.orig else err
        problem = (reason(cause) if isinstance(cause, Exception) else str(cause)).partition("\n")[0]
        key = "gradebook-locked" if "locked" in problem else "gradebook-unreadable"
        raise UsageError(key, path=path, problem=problem) from err
