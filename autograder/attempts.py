"""Take a submission in: store it, grade it, record what came out."""

import os
import platform
from collections.abc import Collection

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
    store.lease(stored.id, seconds=lease_seconds(assignment), owner=owner())
    seed = grading.fresh_seed() if seed is None else seed
    found = grading.grade(submission, assignment, seed=seed, level=level)
    return stored, store.record(stored.id, found)


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
