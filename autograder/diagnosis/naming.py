"""Put the names of wrong ideas to the failed checks of a grading."""

from collections.abc import Sequence
from pathlib import Path

from autograder.course import Assignment
from autograder.diagnosis.child import limited
from autograder.diagnosis.explain import Diagnosis
from autograder.diagnosis.misconceptions import Misconception, load, reference_beside
from autograder.model import CheckResult, Idea
from autograder.suite.transcript import Transcript

# Processor time of a diagnosis, which then says what it has found until there. [s]
_SECONDS = 0.4
# When it is ended, should one of the wrong ideas hang. [s]
_CPU_SECONDS, _WALL_SECONDS = 2, 8.0


class Diagnostician:
    """Knows the wrong ideas of an assignment, and finds them in gradings.

    Args:
        assignment: whose solutions are here.

    Raises:
        SuiteError: the misconceptions can't be read.
    """

    def __init__(self, assignment: Assignment) -> None:
        self._functions = assignment.functions
        self._ideas = load(assignment.solutions)
        beside = str(assignment.solutions / Path(assignment.files[0]).name)
        self._reference = vars(reference_beside(beside)) if self._ideas else {}

    def named(
        self, results: Sequence[CheckResult], transcripts: Sequence[Transcript]
    ) -> tuple[CheckResult, ...]:
        """Return the results, the failed ones with the ideas that explain them."""
        if not self._ideas or not any(each.has_failed for each in transcripts):
            return tuple(results)
        diagnosis = Diagnosis(
            transcripts, self._ideas, self._reference, self._functions, seconds=_SECONDS
        )
        names = limited(diagnosis.names, cpu_seconds=_CPU_SECONDS, wall_seconds=_WALL_SECONDS)
        by_id = {each.id: _idea(each) for each in reversed(self._ideas)}
        return tuple(
            _with_ideas(result, [by_id[name] for name in (names or {}).get(result.check.id, [])])
            for result in results
        )


def _with_ideas(result: CheckResult, ideas: Sequence[Idea]) -> CheckResult:
    if result.finding is None or not ideas:
        return result
    finding = result.finding.model_copy(update={"ideas": tuple(ideas)})
    return result.model_copy(update={"finding": finding})


def _idea(known: Misconception) -> Idea:
    return Idea(
        id=known.id,
        ideas={"en": known.idea.en, "ko": known.idea.ko},
        hints={"en": known.hint.en, "ko": known.hint.ko},
    )
