"""Take a submission in: store it, grade it, record what came out."""

import os
import platform
from collections.abc import Collection

from autograder.course import Assignment
from autograder.model import Grading, Level
from autograder.records import Store, StoredSubmission
from autograder.submission import Submission

_SPARE_SECONDS = 120  # what starting a sandbox and explaining failures may take [s]


def hand_in(
    submission: Submission, assignment: Assignment, store: Store, *, student: str
) -> StoredSubmission:
    """Store a submission as the student's next attempt; once this returns, it is kept.

    Args:
        submission: what was read from the student's files.
        assignment: the assignment that it answers.
        store: the course's records.
        student: whose attempt it is.

    Raises:
        UsageError: the student's name can't be used; nothing was stored.
    """
    return store.add(
        assignment=assignment.slug,
        student=student,
        files=submission.files,
        sha256=submission.sha256,
    )


def grade(
    stored: StoredSubmission,
    submission: Submission,
    assignment: Assignment,
    store: Store,
    *,
    seed: int | None = None,
    level: Level | None = None,
) -> Grading:
    """Grade a stored submission and record what came out.

    Args:
        stored: the attempt.
        submission: what it holds, as it was read.
        assignment: the assignment that it answers.
        store: the course's records.
        seed: of the drawn cases; a fresh one by default.
        level: of the sandbox; the best that works by default.

    Raises:
        ToolError: the grading did not run; the submission waits to be graded.
    """
    from autograder import grading  # noqa: PLC0415 - large, and many may wait for their turn

    # Where another grader was quicker to take it, both grade and the first one counts.
    store.lease(stored.id, seconds=lease_seconds(assignment), owner=owner())
    seed = grading.fresh_seed() if seed is None else seed
    return store.record(stored.id, grading.grade(submission, assignment, seed=seed, level=level))


def lease_seconds(assignment: Assignment) -> float:
    """Return the longest that a grading can take [s]."""
    return assignment.limits.total_seconds + _SPARE_SECONDS


def owner() -> str:
    """Name this process, for its leases."""
    return f"{platform.node()}:{os.getpid()}"


def dead_owners(owners: Collection[str]) -> set[str]:
    """Return those owners of leases that were processes of this machine and are no more."""
    if os.name != "posix":  # elsewhere os.kill with signal 0 does not ask but kill
        return set()
    names = (name.rpartition(":") for name in owners)
    return {
        f"{node}:{pid}"
        for node, _, pid in names
        if node == platform.node() and pid.isdecimal() and not _is_alive(int(pid))
    }


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True
