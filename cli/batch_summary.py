"""What a batch comes to: a line per student and figures over all of them, as plain data."""

import statistics
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from autograder import words
from autograder.course import Assignment
from autograder.errors import SubmissionError
from autograder.model import Check, Grading, Language, Outcome

if TYPE_CHECKING:
    from autograder.batch import Result


class Line(NamedTuple):
    """One student.

    Attributes:
        result: in words.
        points: earned; None where nothing was graded.
        attempt: 0 where nothing is stored.
        id: of the submission; empty where nothing is stored.
    """

    student: str
    result: str
    points: float | None
    attempt: int
    id: str


@dataclass
class Summary:
    """Grows with every result; keeps what the tables show, not the gradings.

    Attributes:
        graded: in this run.
        earlier: graded before it.
        rejections: submissions that can't be read.
        failures: submissions that were not graded by our fault.
        failed: how many submissions failed a check, by its id.
        checks: those checks, by id.
    """

    assignment: Assignment
    language: Language
    lines: list[Line] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    checks: dict[str, Check] = field(default_factory=dict)
    weaker_levels: set[str] = field(default_factory=set)
    graded: int = 0
    earlier: int = 0
    rejections: int = 0
    failures: int = 0

    def add(self, result: "Result") -> None:
        """Count a result."""
        grading, stored = result.grading, result.stored
        said = self._graded(grading, is_new=result.is_new) if grading else self._ungraded(result)
        self.lines.append(
            Line(
                result.entry.student,
                said,
                grading.points if grading else None,
                stored.attempt if stored else 0,
                stored.id if stored else "",
            )
        )

    def _graded(self, grading: Grading, *, is_new: bool) -> str:
        self.graded += is_new
        self.earlier += not is_new
        if grading.isolation and grading.isolation.level != "jail":
            self.weaker_levels.add(grading.isolation.level)
        if grading.points is None:
            self.failures += is_new
            return words.say("cli", "batch.again", self.language)
        self.points.append(grading.points)
        failed = [each.check for each in grading.checks if each.outcome is not Outcome.PASSED]
        self.checks |= {check.id: check for check in failed}
        self.failed.update(check.id for check in failed)
        if not failed:
            return words.say("cli", "batch.full", self.language)
        if not grading.points:
            return words.say("cli", "batch.none", self.language)
        ids = sorted({check.task for check in failed})
        key = "next.task" if len(ids) == 1 else "next.tasks"
        tasks = words.say("cli", key, self.language, ids=", ".join(map(str, ids)))
        return words.say("cli", "batch.lost", self.language, tasks=tasks)

    def _ungraded(self, result: "Result") -> str:
        assert result.error
        is_rejected = isinstance(result.error, SubmissionError)
        self.rejections += is_rejected
        self.failures += not is_rejected
        problem = words.error(result.error, self.language).message
        key = "batch.rejected" if is_rejected else "batch.failed"
        return words.say("cli", key, self.language, problem=problem)

    @property
    def mean(self) -> float:
        """The mean points of those that were graded."""
        return statistics.mean(self.points)

    @property
    def median(self) -> float:
        """The median points of those that were graded."""
        return statistics.median(self.points)
