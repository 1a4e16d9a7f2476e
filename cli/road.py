"""A learner's road through the course: what was tried, what is best, what comes next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from autograder.course import Assignment, Task
from autograder.model import Grading

if TYPE_CHECKING:
    from autograder.records import Attempt, Store


class Step(NamedTuple):
    """One assignment on the road.

    Attributes:
        attempts: oldest first.
        grading: of the latest attempt that was graded.
    """

    assignment: Assignment
    attempts: "Sequence[Attempt]"
    grading: Grading | None = None

    @property
    def tasks(self) -> list[tuple[Task, float | None]]:
        """Each task, with what the latest grading gave for it; None where there is none."""
        earned: dict[int, list[float]] = {}
        for result in self.grading.checks if self.grading else ():
            earned.setdefault(result.check.task, []).append(result.points or 0.0)
        return [
            (task, sum(earned[task.id]) if task.id in earned else None)
            for task in self.assignment.tasks
        ]

    @property
    def last(self) -> "Attempt | None":
        """The attempt handed in last."""
        return self.attempts[-1] if self.attempts else None

    @property
    def best(self) -> float | None:
        """The most points of all attempts; None while none is graded."""
        from autograder.records import counting  # noqa: PLC0415 - heavy, and not for --help

        counted = counting(self.attempts)
        return counted.points if counted else None

    @property
    def is_done(self) -> bool:
        """Whether an attempt earned everything."""
        return self.best is not None and self.best >= self.assignment.max_points


def road(assignments: Sequence[Assignment], store: "Store", student: str) -> list[Step]:
    """Sort a student's attempts, oldest first, under the assignments."""
    steps = []
    for assignment in assignments:
        attempts = store.attempts(student=student, assignment=assignment.slug)
        graded = [attempt.id for attempt in attempts if attempt.status]
        steps.append(Step(assignment, attempts, store.grading(graded[-1]) if graded else None))
    return steps


def next_step(steps: Sequence[Step]) -> Step | None:
    """Return the first assignment without full points."""
    return next((step for step in steps if not step.is_done), None)
