"""Rows of the tables from records, records from rows, and the questions asked of them."""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy import insert as sql_insert
from sqlalchemy.orm import Session, contains_eager, selectinload

from autograder.model import Grading
from autograder.records import models
from autograder.records.entries import State, StoredSubmission

Clock = Callable[[], datetime]
Likeness = tuple[str, str, str]  # student, assignment and digest


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A submission that is not stored yet.

    Attributes:
        assignment: its slug.
        student: a name of at most 255 characters.
        files: content by name.
        sha256: digest over names and contents.
        note: anything worth keeping with it.
    """

    assignment: str
    student: str
    files: Mapping[str, bytes]
    sha256: str
    note: str | None = None

    @property
    def likeness(self) -> Likeness:
        """What two submissions share of which one need not be graded."""
        return self.student, self.assignment, self.sha256


def insert(session: Session, drafts: Sequence[Draft], clock: Clock) -> list[StoredSubmission]:
    """Store submissions, each as the next attempt of its student, in few statements.

    The clock is read after the students' turn has come, so that attempts follow each other
    in time as they do in number.

    Raises:
        IntegrityError: another transaction took a student's name, a number or an id.
    """
    if not drafts:
        return []
    known = students(session, {draft.student for draft in drafts})
    attempts = _attempts(session, known.values(), {draft.assignment for draft in drafts})
    now = clock().astimezone(UTC)
    submissions, files, result = [], [], []
    for draft in drafts:
        student = known[draft.student]
        attempts[student, draft.assignment] += 1
        row = {
            "id": secrets.token_hex(16),
            "assignment": draft.assignment,
            "attempt": attempts[student, draft.assignment],
            "sha256": draft.sha256,
            "note": draft.note,
            "submitted_at": now,
            "state": State.QUEUED,
        }
        submissions.append(row | {"student_id": student})
        files += [
            {"submission_id": row["id"], "name": name, "content": content}
            for name, content in draft.files.items()
        ]
        result.append(
            StoredSubmission.model_validate(
                row | {"student": draft.student, "files": dict(sorted(draft.files.items()))}
            )
        )
    session.execute(sql_insert(models.Submission), submissions)
    if files:
        session.execute(sql_insert(models.SubmittedFile), files)
    return result


def latest_like(session: Session, drafts: Sequence[Draft]) -> dict[Likeness, StoredSubmission]:
    """Return the latest submission of each content that its student has handed in before."""
    row, student = models.Submission, models.Student
    query = (
        select(row)
        .join(student)
        .options(contains_eager(row.student), selectinload(row.files))
        .where(
            student.name.in_({draft.student for draft in drafts}),
            row.assignment.in_({draft.assignment for draft in drafts}),
            row.sha256.in_({draft.sha256 for draft in drafts}),
        )
        .order_by(row.attempt)
    )
    found = map(stored, session.scalars(query))
    return {(each.student, each.assignment, each.sha256): each for each in found}


def is_free(now: datetime) -> ColumnElement[bool]:
    """Whether a submission waits, or its lease has run out."""
    row = models.Submission
    return or_(row.state == State.QUEUED, and_(row.state == State.GRADING, row.lease_until <= now))


def lease(now: datetime, seconds: float, owner: str) -> dict[str, Any]:
    """Return the columns that hold a submission for `seconds` [s] from `now`."""
    until = now + timedelta(seconds=seconds)
    return {"state": State.GRADING, "lease_owner": owner, "lease_until": until}


def grading_row(submission_id: str, grading: Grading, now: datetime) -> dict[str, Any]:
    """Return the columns of a grading."""
    return {
        "submission_id": submission_id,
        "status": grading.status,
        "points": grading.points,
        "suite_sha256": grading.suite_sha256,
        "toolkit_version": grading.toolkit_version,
        "graded_at": now,
        "document": grading.model_dump_json(),
    }


def stored(row: models.Submission) -> StoredSubmission:
    """Make the record of a submission."""
    return StoredSubmission(
        id=row.id,
        assignment=row.assignment,
        student=row.student.name,
        attempt=row.attempt,
        submitted_at=row.submitted_at,
        state=State(row.state),
        files={file.name: file.content for file in row.files},
        sha256=row.sha256,
        note=row.note,
    )


def students(session: Session, names: set[str]) -> dict[str, int]:
    """Find or make students, and hold their rows: attempts of one student are counted in turn."""
    row = models.Student
    # By name, as everybody does it: two transactions must not wait for each other.
    query = select(row.name, row.id).where(row.name.in_(names)).order_by(row.name)
    found: dict[str, int] = {
        each.name: each.id for each in session.execute(query.with_for_update())
    }
    new = [{"name": name} for name in sorted(names - found.keys())]
    if new:
        made = session.execute(sql_insert(row).returning(row.name, row.id), new)
        found |= {each.name: each.id for each in made}
    return found


def _attempts(
    session: Session, students: Iterable[int], assignments: set[str]
) -> "defaultdict[tuple[int, str], int]":
    """Return the number of each student's latest attempt at each assignment."""
    row = models.Submission
    query = (
        select(row.student_id, row.assignment, func.max(row.attempt))
        .where(row.student_id.in_(students), row.assignment.in_(assignments))
        .group_by(row.student_id, row.assignment)
    )
    latest = {(student, slug): number for student, slug, number in session.execute(query)}
    return defaultdict(int, latest)
