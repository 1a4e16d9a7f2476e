"""Take out of the records what an export is made of: the attempt that counts, of everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from autograder import feedback
from autograder.course import Assignment
from autograder.model import GradeReport
from autograder.records import Attempt, Store, counting


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


def reports(store: Store, what: Counted, view: feedback.View) -> list[GradeReport]:
    """Return the reports of the attempts that count, as `view` may see them.

    Raises:
        RecordsError: the records can't be read.
    """
    found = []
    for attempt in what.attempts:
        grading, stored = store.grading(attempt.id), store.get(attempt.id)
        if grading is None:  # taken back since the attempts were listed
            continue
        handed_in = feedback.HandedIn(
            id=stored.id,
            student=stored.student,
            attempt=stored.attempt,
            submitted_at=stored.submitted_at,
            source_sha256=stored.sha256,
        )
        found.append(feedback.report(grading, handed_in, what.assignment, view))
    return found
