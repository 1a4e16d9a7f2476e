"""What the store hands out: frozen records, never rows of the database."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from autograder.model import Record, Status


class State(StrEnum):
    """How far a submission has come."""

    QUEUED = "queued"
    GRADING = "grading"
    GRADED = "graded"


class StoredSubmission(Record):
    """A submission as the records keep it.

    Attributes:
        id: unguessable; its first characters are enough to find it.
        attempt: 1, 2, … of this student and assignment.
        submitted_at: when it was stored, in UTC.
        files: content by name, as it was handed in.
        sha256: digest over names and contents.
        note: what was said about it when it was handed in.
    """

    id: str
    assignment: str
    student: str
    attempt: int
    submitted_at: datetime
    state: State
    files: Mapping[str, bytes]
    sha256: str
    note: str | None = None


class Attempt(Record):
    """One line of a list of attempts.

    Attributes:
        id: of the submission.
        points: what it earned; None while it is not graded, or where the failure is ours.
        status: of its grading; None while there is none.
    """

    id: str
    assignment: str
    student: str
    attempt: int
    submitted_at: datetime
    state: State
    points: float | None
    status: Status | None


def counting(attempts: Iterable[Attempt]) -> Attempt | None:
    """Return the attempt that counts: the one with the most points, of equal ones the earliest.

    Args:
        attempts: of one student and assignment.

    Returns:
        None where none of them has points: nothing was handed in, or it waits to be graded.
    """
    graded = [(-each.points, each.attempt, each) for each in attempts if each.points is not None]
    return min(graded, key=lambda found: found[:2])[2] if graded else None
