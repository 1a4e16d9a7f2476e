"""Find the attempt that counts, of everybody who has handed in for an assignment."""

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.course import Assignment
from autograder.records.entries import Attempt, counting
from autograder.records.store import Store


@dataclass(frozen=True)
class Counted:
    """What counts of one assignment.

    Attributes:
        attempts: one for each student who has points, by the student's name.
        waiting: students who have handed in, and of whom nothing is graded.
    """

    assignment: Assignment
    attempts: Sequence[Attempt]
    waiting: Sequence[str]


def counted(store: Store, assignment: Assignment) -> Counted:
    """Find the attempts of an assignment that count.

    Raises:
        RecordsError: the records can't be read.
    """
    by_student: dict[str, list[Attempt]] = {}
    for attempt in store.attempts(assignment=assignment.slug):
        by_student.setdefault(attempt.student, []).append(attempt)
    found = {name: counting(by_student[name]) for name in sorted(by_student)}
    return Counted(
        assignment,
        attempts=[attempt for attempt in found.values() if attempt],
        waiting=[name for name, attempt in found.items() if attempt is None],
    )
