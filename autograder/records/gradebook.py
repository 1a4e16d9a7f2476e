"""Scores of nbgrader's gradebook in the records, as they were when they were last pulled.

They stand beside our own gradings and change none of them. Each function is one transaction of a
`Store` and raises `RecordsError` as its methods do.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from autograder.model import Record
from autograder.records import models, rows
from autograder.records.store import Store
from autograder.records.students import clean_name
from autograder.records.trouble import unreadable

# So small that no sum of them is infinite.
Points = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]


class CellScore(Record):
    """One graded cell of a submitted notebook.

    Attributes:
        auto: what the autograder gave; None where it gave nothing.
        manual: what a person gave; it counts in place of `auto`.
        extra_credit: what a person gave on top.
        needs_manual_grade: whether nbgrader wants a person to look.
    """

    cell: str
    max_points: Points
    auto: Points | None = None
    manual: Points | None = None
    extra_credit: Points | None = None
    needs_manual_grade: bool = False

    @property
    def points(self) -> float:
        """What the cell counts, as nbgrader reckons it."""
        earned = self.auto if self.manual is None else self.manual
        return 0.0 if earned is None else earned + (self.extra_credit or 0.0)


class NotebookScore(Record):
    """One notebook of a submission.

    Attributes:
        late_penalty: points that are taken off; None where nbgrader has set none.
    """

    notebook: str
    late_penalty: Points | None = None
    cells: tuple[CellScore, ...] = ()

    @property
    def points(self) -> float:
        """What its cells count, before a penalty."""
        return sum(cell.points for cell in self.cells)


class BookScore(Record):
    """What a gradebook holds of one student's submission.

    Attributes:
        submitted_at: in UTC; None where nbgrader does not know.
    """

    assignment: str
    student: str
    submitted_at: datetime | None = None
    notebooks: tuple[NotebookScore, ...] = ()

    def figures(self) -> dict[str, Any]:
        """Return what is asked of a submission most: sums over its cells, by name."""
        cells = [cell for notebook in self.notebooks for cell in notebook.cells]
        penalty = sum(each.late_penalty or 0.0 for each in self.notebooks)
        earned = sum(each.points for each in self.notebooks)
        return {
            "points": max(0.0, earned - penalty),
            "max_points": sum(cell.max_points for cell in cells),
            "auto_points": _sum(cell.auto for cell in cells),
            "manual_points": _sum(cell.manual for cell in cells),
            "extra_credit": _sum(cell.extra_credit for cell in cells),
            "late_penalty": penalty,
            "needs_manual_grade": any(cell.needs_manual_grade for cell in cells),
            "submitted_at": self.submitted_at,
        }


_notebooks = TypeAdapter(tuple[NotebookScore, ...])


def keep(store: Store, scores: Sequence[BookScore]) -> None:
    """Keep scores in place of what was known of the same students and assignments.

    Raises:
        UsageError: a student's name is empty or too long, or holds control characters.
    """
    row = models.GradebookScore
    names = [clean_name(score.student) for score in scores]

    def work(session: Session) -> None:
        known = rows.students(session, set(names))
        now = store.now()
        for name, score in zip(names, scores, strict=True):
            place = {"student_id": known[name], "assignment": score.assignment}
            session.execute(delete(row).filter_by(**place))
            notebooks = _notebooks.dump_json(score.notebooks).decode()
            values = place | score.figures() | {"pulled_at": now, "notebooks": notebooks}
            session.execute(insert(row).values(**values))

    if scores:
        store.settled(work)


def scores(store: Store, assignment: str) -> list[BookScore]:
    """Return what was pulled of an assignment, by student."""
    row, student = models.GradebookScore, models.Student
    query = (
        select(student.name, row.submitted_at, row.notebooks)
        .join(student)
        .where(row.assignment == assignment)
        .order_by(student.name)
    )
    with store.reading() as session:
        found = session.execute(query).all()
    return [
        BookScore(
            assignment=assignment,
            student=name,
            submitted_at=submitted_at,
            notebooks=_read(notebooks, name),
        )
        for name, submitted_at, notebooks in found
    ]


def known_students(store: Store) -> set[str]:
    """Name everybody who is in the records."""
    with store.reading() as session:
        return set(session.scalars(select(models.Student.name)))


def _read(text: str, student: str) -> tuple[NotebookScore, ...]:
    try:
        return _notebooks.validate_json(text)
    except ValidationError as err:
        problem = f"the pulled scores of `{student}` are in a form that this version can't read"
        raise unreadable("gradebook_scores", problem) from err


def _sum(values: Iterable[float | None]) -> float | None:
    """Add what is there; None where nothing is."""
    found = [value for value in values if value is not None]
    return float(sum(found)) if found else None
