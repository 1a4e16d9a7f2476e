"""Grade one submission, in a straight line: open a sandbox, run the suite, add up."""

import hashlib
import secrets
import time
from pathlib import Path

from autograder import __version__
from autograder.course import Assignment
from autograder.model import CheckResult, Grading, Level, Outcome
from autograder.sandbox import Sandbox
from autograder.submission import Submission
from autograder.suite.run import run

_SEED_BITS = 48


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
    return _grade(submission, assignment, assignment.hidden_suite, seed=seed, level=level)


def check(submission: Submission, assignment: Assignment, *, level: Level | None = None) -> Grading:
    """Run the visible checks on a submission.

    Raises:
        SandboxError: no worker could be started.
        SuiteError: the suite itself does not run.
    """
    return _grade(submission, assignment, assignment.public_suite, seed=0, level=level)


def _grade(
    submission: Submission, assignment: Assignment, suite: Path, *, seed: int, level: Level | None
) -> Grading:
    started = time.perf_counter()
    with Sandbox(submission.files, assignment.files[0], assignment.limits, level=level) as sandbox:
        results = run(suite, sandbox, assignment, seed=seed)
        isolation = sandbox.isolation
    ours = any(result.outcome is Outcome.INTERNAL_ERROR for result in results)
    return Grading(
        status="failed" if ours else "graded",
        checks=tuple(_quoted(result, submission) for result in results),
        isolation=isolation,
        seed=seed,
        suite_sha256=suite_digest(suite),
        toolkit_version=__version__,
        seconds=time.perf_counter() - started,
    )


def suite_digest(suite: Path) -> str:
    """Return a digest of the files that decide a suite's verdicts."""
    digest = hashlib.sha256()
    for path in sorted(suite.parent.glob("*.py")):
        for part in (path.name.encode(), path.read_bytes()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


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
