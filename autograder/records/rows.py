"""Rows of the tables from records, records from rows, and the questions asked of them."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from autograder.model import Grading
from autograder.records import models
from autograder.records.entries import State, StoredSubmission

Clock = Callable[[], datetime]


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


def insert(session: Session, draft: Draft, clock: Clock) -> StoredSubmission:
    """Store a submission as the next attempt of its student.

    The clock is read after the student's turn has come, so that attempts follow each other
    in time as they do in number.

    Raises:
        IntegrityError: another transaction took the student's name, the number or the id.
    """
    student = _student(session, draft.student)
    row = models.Submission(
        id=secrets.token_hex(16),
        student=student,
        assignment=draft.assignment,
        attempt=_next_attempt(session, student, draft.assignment),
        sha256=draft.sha256,
        note=draft.note,
        submitted_at=clock().astimezone(UTC),
        state=State.QUEUED,
        files=[
            models.SubmittedFile(name=name, content=content)
            for name, content in draft.files.items()
        ],
    )
    session.add(row)
    session.flush()
    return stored(row)


def latest_like(session: Session, draft: Draft) -> StoredSubmission | None:
    """Return the latest submission of the same content by the same student, None where none is."""
    row = models.Submission
    same = (
        models.Student.name == draft.student,
        row.assignment == draft.assignment,
        row.sha256 == draft.sha256,
    )
    query = select(row).join(models.Student).where(*same).order_by(row.attempt.desc()).limit(1)
    found = session.scalars(query).first()
    return None if found is None else stored(found)


def is_free(now: datetime) -> ColumnElement[bool]:
    """Whether a submission waits, or its lease has run out."""
    row = models.Submission
    return or_(row.state == State.QUEUED, and_(row.state == State.GRADING, row.lease_until <= now))


def lease(now: datetime, seconds: float, owner: str) -> dict[str, Any]:
    """Return the columns that hold a submission for `seconds` [s] from `now`."""
    until = now + timedelta(seconds=seconds)
    return {"state": State.GRADING, "lease_owner": owner, "lease_until": until}


def grading_row(grading: Grading, now: datetime) -> models.Grading:
    """Make the row of a grading."""
    return models.Grading(
        status=grading.status,
        points=grading.points,
        suite_sha256=grading.suite_sha256,
        toolkit_version=grading.toolkit_version,
        graded_at=now,
        document=grading.model_dump_json(),
    )


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


def _student(session: Session, name: str) -> models.Student:
    """Find or make a student, and hold the row: attempts of one student are counted in turn."""
    query = select(models.Student).where(models.Student.name == name).with_for_update()
    student = session.scalars(query).first()
    if student is None:
        student = models.Student(name=name)
        session.add(student)
        session.flush()
    return student


def _next_attempt(session: Session, student: models.Student, assignment: str) -> int:
    row = models.Submission
    query = select(func.max(row.attempt)).where(
        row.student_id == student.id, row.assignment == assignment
    )
    return (session.scalar(query) or 0) + 1
