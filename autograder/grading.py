"""Grade a submission, in a straight line: open a sandbox, run the suite, write down."""

import contextlib
import secrets
import time
from pathlib import Path

from autograder import __version__
from autograder.advice import advise, rule_results
from autograder.closing import Closing
from autograder.course import Assignment
from autograder.diagnosis import Diagnostician
from autograder.errors import SandboxError, SandboxLost
from autograder.model import CheckResult, Grading, Isolation, Level, Outcome
from autograder.sandbox import Sandbox
from autograder.submission import Submission
from autograder.suite.reference import suite_digest
from autograder.suite.run import Suite

_SEED_BITS = 48
# When a search for smaller failing cases is given up, which has an end of its own: by this
# process's and by the submission's time, and by that of one call. [s]
_SEARCH_SECONDS, _ANSWER_SECONDS, _CALL_SECONDS = 1.5, 1.0, 0.5
_LOSSES = 2  # times that a grading is begun again because what starts workers has ended


def fresh_seed() -> int:
    """Return a seed that nobody can guess; it fits a JSON number."""
    return secrets.randbits(_SEED_BITS)


def grade(
    submission: Submission, assignment: Assignment, *, seed: int, level: Level | None = None
) -> Grading:
    """Run the hidden suite on a submission.

    Args:
        submission: what was handed in.
        assignment: what it was handed in for.
        seed: what the cases are drawn from; the same seed gives the same cases.
        level: the walls; by default the best that work here.

    Raises:
        SandboxError: no worker could be started.
        SuiteError: the suite itself does not run.
    """
    with Judge(assignment, assignment.hidden_suite, level=level) as judge:
        return judge.grade(submission, seed=seed)


def check(submission: Submission, assignment: Assignment, *, level: Level | None = None) -> Grading:
    """Run the visible checks on a submission.

    Raises:
        SandboxError: no worker could be started.
        SuiteError: the suite itself does not run.
    """
    with Judge(assignment, assignment.public_suite, level=level) as judge:
        return judge.grade(submission, seed=0)


class Judge(Closing):
    """Grades one submission after another with a suite that stays open; a context manager.

    Args:
        assignment: what they were handed in for.
        suite: its hidden or its public suite.
        level: the walls; by default the best that work here.
        patience: how many times the usual time explanations may take: more for who would rather
            wait than miss one, 0 for who needs none.

    Attributes:
        assignment: what they were handed in for.

    Raises:
        SuiteError: the suite itself does not run.
    """

    def __init__(
        self,
        assignment: Assignment,
        suite: Path,
        *,
        level: Level | None = None,
        patience: float = 1,
    ) -> None:
        self.assignment = assignment
        self._level = level
        self._patience = patience
        self._digest = suite_digest(suite)
        self._suite = Suite(suite, assignment)
        self._diagnostician = Diagnostician(assignment) if assignment.is_gradable else None
        self._earns_points = suite == assignment.hidden_suite

    def close(self) -> None:
        """Let go of the suite."""
        self._suite.close()

    def grade(self, submission: Submission, *, seed: int) -> Grading:
        """Run the suite on a submission.

        Args:
            submission: what was handed in.
            seed: what the cases are drawn from; the same seed gives the same cases.

        Raises:
            SandboxError: no worker could be started.
            SuiteError: a check of the suite has the id of a rule that is a check too.
        """
        started = time.perf_counter()
        for _ in range(_LOSSES):
            with contextlib.suppress(SandboxLost):  # nothing that the submission can do
                results, isolation = self._run(submission, seed)
                break
        else:
            results, isolation = self._run(submission, seed)
        advised = advise(submission, self.assignment)
        results += rule_results(advised, self.assignment, results, with_points=self._earns_points)
        ours = any(result.outcome is Outcome.INTERNAL_ERROR for result in results)
        return Grading(
            status="failed" if ours else "graded",
            checks=tuple(_quoted(result, submission) for result in results),
            advice=advised.shown(self.assignment.advice),
            isolation=isolation,
            seed=seed,
            suite_sha256=self._digest,
            toolkit_version=__version__,
            seconds=time.perf_counter() - started,
        )

    def _run(self, submission: Submission, seed: int) -> tuple[tuple[CheckResult, ...], Isolation]:
        with self._sandbox(submission) as sandbox:
            results = self._suite.run(sandbox, seed=seed)
        has_failed = any(transcript.has_failed for transcript in self._suite.transcripts)
        if has_failed and self._patience:
            results = self._explained(submission, results)
        return results, sandbox.isolation

    def _explained(
        self, submission: Submission, results: tuple[CheckResult, ...]
    ) -> tuple[CheckResult, ...]:
        """Tell failed checks by the smallest cases that fail, and name the wrong ideas."""
        with (
            contextlib.suppress(SandboxError),  # the verdicts stand
            self._sandbox(submission) as fresh,  # nothing is left there of the checks
        ):
            fresh.hurry(call_seconds=_CALL_SECONDS, total_seconds=self._patience * _ANSWER_SECONDS)
            results = self._suite.with_smallest(
                fresh, results, seconds=self._patience * _SEARCH_SECONDS
            )
        if self._diagnostician:
            results = self._diagnostician.named(
                results, self._suite.transcripts, patience=self._patience
            )
        return results

    def _sandbox(self, submission: Submission) -> Sandbox:
        assignment = self.assignment
        return Sandbox(submission.files, assignment.files[0], assignment.limits, level=self._level)


def _quoted(result: CheckResult, submission: Submission) -> CheckResult:
    """Quote the lines of the submitted files that a finding names."""
    if result.finding is None or not result.finding.trace:
        return result
    trace = tuple(
        place.model_copy(update={"text": _line(submission, place.file, place.line)})
        for place in result.finding.trace
    )
    finding = result.finding.model_copy(update={"trace": trace})
    return result.model_copy(update={"finding": finding})


def _line(submission: Submission, file: str, number: int) -> str:
    lines = submission.lines(file)
    return lines[number - 1].strip()[:200] if 0 < number <= len(lines) else ""
