"""Put the names of wrong ideas to the failed checks of a grading."""

import functools
from collections.abc import Sequence
from pathlib import Path

from autograder.course import Assignment
from autograder.diagnosis.child import limited
from autograder.diagnosis.explain import Diagnosis
from autograder.diagnosis.misconceptions import Misconception, load, reference_beside
from autograder.model import CheckResult, Idea
from autograder.suite.reference import suite_digest
from autograder.suite.transcript import Transcript

_WORK = 10_000_000  # what a diagnosis may compute, as `Step.work` counts: mostly under a second
# When it is ended, should one of the wrong ideas hang. [s]
_CPU_SECONDS, _WALL_SECONDS = 8, 24.0


class Diagnostician:
    """Knows the wrong ideas of an assignment, and finds them in gradings.

    Args:
        assignment: whose solutions are here.
    """

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment

    def named(
        self,
        results: Sequence[CheckResult],
        transcripts: Sequence[Transcript],
        *,
        patience: float = 1,
    ) -> tuple[CheckResult, ...]:
        """Return the results, the failed ones with the ideas that explain them.

        Args:
            results: of all checks.
            transcripts: of the same checks.
            patience: how many times the usual a diagnosis may compute; then what was found until
                then is named.

        Raises:
            SuiteError: the misconceptions can't be read.
        """
        home = self._assignment.solutions
        ideas = _known(home, suite_digest(self._assignment.hidden_suite))
        if not ideas:
            return tuple(results)
        reference = vars(reference_beside(str(home / self._assignment.files[0])))
        diagnosis = Diagnosis(
            transcripts, ideas, reference, self._assignment.functions, work=patience * _WORK
        )
        names = limited(
            diagnosis.names,
            cpu_seconds=_CPU_SECONDS * max(1, round(patience)),
            wall_seconds=_WALL_SECONDS * max(1, patience),
        )
        by_id = {each.id: _idea(each) for each in reversed(ideas)}
        return tuple(
            _with_ideas(result, [by_id[name] for name in (names or {}).get(result.check.id, [])])
            for result in results
        )


@functools.cache
def _known(folder: Path, digest: str) -> Sequence[Misconception]:  # noqa: ARG001 - of the cache
    """Return the ideas of an assignment, read when the first check fails, and after a change."""
    return load(folder)


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
