"""convgrade as it is measured: the one place that knows its commands and its warm judge."""

import contextlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from autograder import feedback, submission
from autograder.grading import Judge
from benchmarks import measure, suite
from benchmarks.bare import GradeOne
from benchmarks.measure import NotMeasured
from benchmarks.others.grader import Graded

_COMMAND = (sys.executable, "-m", "cli")


class NotThere(NotMeasured):
    """This version of convgrade has no such command."""


@contextlib.contextmanager
def warm(*, explained: bool = False) -> Iterator[GradeOne]:
    """Open a judge and yield what grades a source for a seed and returns its points.

    Args:
        explained: put each grading into words too, as a learner reads it.
    """
    assignment = suite.max_pool()
    view = feedback.View(language="en")
    with Judge(assignment, assignment.hidden_suite) as judge:

        def grade(source: bytes, seed: int) -> float:
            handed_in = submission.from_files({assignment.files[0]: source}, assignment)
            graded = judge.grade(handed_in, seed=seed)
            if explained:
                attempt = feedback.HandedIn(
                    id="bench", student="bench", attempt=1, submitted_at=datetime.now(UTC),
                    source_sha256=handed_in.sha256,
                )  # fmt: skip
                feedback.report(graded, attempt, assignment, view)
            return graded.points if graded.points is not None else -1.0

        yield grade


def cold(source: bytes, folder: Path, *, seed: int) -> Graded:
    """Measure one `grade submit`, from the start of its interpreter to the recorded report.

    Args:
        source: what is handed in.
        folder: for its file and its records; the second time the records are there already.
        seed: of the checks' cases.

    Raises:
        NotMeasured: it did not work.
    """
    path = folder / f"{suite.SLUG}.py"
    path.write_bytes(source)
    command = [*_COMMAND, "submit", suite.SLUG, path.name, "--json", "--seed", str(seed)]
    cost = measure.run(command, folder=folder, environment=_environment(folder))
    return Graded(cost, (float(json.loads(cost.stdout)["points"]),))


def batch(source: bytes, folder: Path, *, count: int, jobs: int) -> Graded:
    """Measure one `grade batch` over `count` submissions of as many students.

    Args:
        source: what each of them handed in, but for a last line of their own.
        folder: an empty one.
        count: how many.
        jobs: worker processes.

    Raises:
        NotThere: there is no such command.
        NotMeasured: it did not work.
    """
    _require("batch", folder)
    handed_in = folder / "handed-in"
    handed_in.mkdir()
    for number in range(count):
        name = f"student{number:05}"
        (handed_in / f"{name}.py").write_bytes(source + f"\n# {name}\n".encode())
    command = [
        *_COMMAND, "batch", handed_in.name, "--assignment", suite.SLUG, "--json",
        "--jobs", str(jobs),
    ]  # fmt: skip
    cost = measure.run(command, folder=folder, environment=_environment(folder), limit_seconds=3600)
    reports = [json.loads(line) for line in cost.stdout.splitlines()]
    return Graded(cost, tuple(float(report["points"]) for report in reports))


def _require(name: str, folder: Path) -> None:
    """Hold that a command exists."""
    try:
        measure.run([*_COMMAND, name, "--help"], folder=folder, environment=_environment(folder))
    except NotMeasured as err:
        raise NotThere("not there yet") from err


def _environment(folder: Path) -> dict[str, str]:
    """Return the variables that make it this tree's code, and records of their own."""
    return {
        "PYTHONPATH": str(suite.ROOT),
        "GRADE_COURSE": str(suite.ROOT / "assignments"),
        "GRADE_DATABASE_URL": f"sqlite:///{folder}/records.sqlite",
        "GRADE_LANG": "en",
    }
