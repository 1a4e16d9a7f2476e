"""What stands in the gradebook of each student, and what stood there before a run touched it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import create_engine, select, update
from sqlalchemy.orm import Session

from autograder.closing import Closing
from autograder.records import trouble


class Standing(NamedTuple):
    """What the gradebook holds of a submission.

    Attributes:
        score: points, those given by hand among them, before a penalty; None while it has none.
        max_score: what could be earned.
        late_penalty: points that are taken off.
        needs_manual: whether somebody still has to look.
    """

    score: float | None
    max_score: float
    late_penalty: float
    needs_manual: bool


@dataclass(frozen=True)
class Before:
    """What a failed grading must not change.

    Attributes:
        submitted_at: of the submission that was graded.
        grades: automatic points, and whether somebody has to look, by the row's id.
        penalties: by the row's id of a notebook.
        is_graded: whether there are points at all.
    """

    submitted_at: datetime | None = None
    grades: Mapping[str, tuple[float | None, bool]] = field(default_factory=dict)
    penalties: Mapping[str, float | None] = field(default_factory=dict)
    is_graded: bool = False


class Ledger(Closing):
    """The grades of one assignment; each question is a transaction of its own.

    Every method raises `RecordsError` where the gradebook can't be read or written.

    Args:
        db_url: of the gradebook.
        assignment: its name.
    """

    def __init__(self, db_url: str, assignment: str) -> None:
        from nbgrader import api  # noqa: PLC0415 - an extra's

        self._api: Any = api
        self._engine = create_engine(db_url)
        self._name = trouble.name(self._engine.url)
        self._assignment = assignment
        with self._session() as session:
            query = select(api.Assignment.max_score).where(api.Assignment.name == assignment)
            self._most = float(session.scalar(query) or 0.0)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def standing(self, student: str) -> Standing:
        """Return what stands of a student now."""
        with self._session() as session:
            grades = self._grades(session, student)
            penalties = self._penalties(session, student).values()
        points = [_points(*each[1:4]) for each in grades]
        given = [each for each in points if each is not None]
        return Standing(
            score=float(sum(given)) if given else None,
            max_score=self._most,
            late_penalty=float(sum(each or 0.0 for each in penalties)),
            needs_manual=any(each.needs_manual_grade for each in grades),
        )

    def before(self, student: str) -> Before:
        """Remember what stands of a student."""
        with self._session() as session:
            found = self._submission(session, student)
            if found is None:
                return Before()
            grades = self._grades(session, student)
            return Before(
                submitted_at=found.timestamp,
                grades={each.id: (each.auto_score, each.needs_manual_grade) for each in grades},
                penalties=self._penalties(session, student),
                is_graded=any(_points(*each[1:4]) is not None for each in grades),
            )

    def put_back(self, student: str, before: Before) -> None:
        """Take back what a failed grading has saved; what people have given is never touched."""
        grade, notebook = self._api.Grade, self._api.SubmittedNotebook
        with self._session() as session, session.begin():
            found = self._submission(session, student)
            if found is None:
                return
            found.timestamp = before.submitted_at
            for each in self._grades(session, student):
                auto, needs_manual = before.grades.get(each.id, (None, True))
                if each.auto_score != auto or each.id not in before.grades:
                    values = {"auto_score": auto, "needs_manual_grade": needs_manual}
                    session.execute(update(grade).where(grade.id == each.id).values(values))
            for id_ in self._penalties(session, student):
                value = {"late_submission_penalty": before.penalties.get(id_)}
                session.execute(update(notebook).where(notebook.id == id_).values(value))

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with trouble.surfaced(self._name), Session(self._engine) as session:
            yield session

    def _submission(self, session: Session, student: str) -> Any:
        row = self._api.SubmittedAssignment
        query = (
            select(row)
            .join(row.assignment)
            .where(self._api.Assignment.name == self._assignment, row.student_id == student)
        )
        return session.scalars(query).one_or_none()

    def _grades(self, session: Session, student: str) -> Any:
        """Return the rows of a student's grades: id, automatic, manual, extra, to be looked at."""
        row, notebook = self._api.Grade, self._api.SubmittedNotebook
        columns = (row.auto_score, row.manual_score, row.extra_credit, row.needs_manual_grade)
        query = select(row.id, *columns).join(notebook, row.notebook_id == notebook.id)
        return session.execute(self._of(query, notebook, student)).all()

    def _penalties(self, session: Session, student: str) -> dict[str, float | None]:
        notebook = self._api.SubmittedNotebook
        query = select(notebook.id, notebook.late_submission_penalty)
        found = session.execute(self._of(query, notebook, student))
        return {id_: penalty for id_, penalty in found}  # noqa: C416 - rows, not pairs

    def _of(self, query: Any, notebook: Any, student: str) -> Any:
        """Narrow a query on notebooks to the submission of a student."""
        row, assignment = self._api.SubmittedAssignment, self._api.Assignment
        return (
            query.join(row, notebook.assignment_id == row.id)
            .join(assignment, row.assignment_id == assignment.id)
            .where(assignment.name == self._assignment, row.student_id == student)
        )


def _points(auto: float | None, manual: float | None, extra: float | None) -> float | None:
    """Return what nbgrader counts of a cell: by hand before automatic; None where nobody gave."""
    given = auto if manual is None else manual
    return None if given is None else given + (extra or 0.0)
