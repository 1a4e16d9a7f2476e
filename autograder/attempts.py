"""Take a submission in: store it, grade it, record what came out."""

import os
import platform

from autograder import grading
from autograder.course import Assignment
from autograder.model import Grading, Level
from autograder.records import Store, StoredSubmission
from autograder.submission import Submission

_SPARE_SECONDS = 120  # what starting a sandbox and explaining failures may take [s]


def hand_in(
    submission: Submission,
    assignment: Assignment,
    store: Store,
    *,
    student: str,
    seed: int | None = None,
    level: Level | None = None,
) -> tuple[StoredSubmission, Grading]:
    """Store a submission as the student's next attempt, then grade and record it.

    Args:
        submission: what was read from the student's files.
        assignment: the assignment that it answers.
        store: the course's records.
        student: whose attempt it is.
        seed: of the drawn cases; a fresh one by default.
        level: of the sandbox; the best that works by default.

    Raises:
        UsageError: the student's name can't be used; nothing was stored.
        ToolError: the grading did not run; the submission is stored and waits to be graded.
    """
    stored = store.add(
        assignment=assignment.slug,
        student=student,
        files=submission.files,
        sha256=submission.sha256,
    )
    # Where another grader was quicker to take it, both grade and the first one counts.
    store.lease(stored.id, seconds=_lease_seconds(assignment), owner=_owner())
    seed = grading.fresh_seed() if seed is None else seed
    found = grading.grade(submission, assignment, seed=seed, level=level)
    return stored, store.record(stored.id, found)


def _lease_seconds(assignment: Assignment) -> float:
    """Return the longest that a grading can take."""
    return assignment.limits.total_seconds + _SPARE_SECONDS


def _owner() -> str:
    return f"{platform.node()}:{os.getpid()}"
