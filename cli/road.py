"""A learner's road through the course: what was tried, what is best, what comes next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from autograder.course import Assignment

if TYPE_CHECKING:
    from autograder.records import Attempt


class Step(NamedTuple):
    """One assignment on the road."""

    assignment: Assignment
    attempts: "Sequence[Attempt]"

    @property
    def last(self) -> "Attempt | None":
        """The attempt handed in last."""
        return self.attempts[-1] if self.attempts else None

    @property
    def best(self) -> float | None:
        """The most points of all attempts; None while none is graded."""
        return max(
            (attempt.points for attempt in self.attempts if attempt.points is not None),
            default=None,
        )

    @property
    def is_done(self) -> bool:
        """Whether an attempt earned everything."""
        return self.best is not None and self.best >= self.assignment.max_points


def road(assignments: Sequence[Assignment], attempts: "Sequence[Attempt]") -> list[Step]:
    """Sort a student's attempts, oldest first, under the assignments."""
    return [
        Step(
            assignment,
            [attempt for attempt in attempts if attempt.assignment == assignment.slug],
        )
        for assignment in assignments
    ]


def next_step(steps: Sequence[Step]) -> Step | None:
    """Return the first assignment without full points."""
    return next((step for step in steps if not step.is_done), None)
