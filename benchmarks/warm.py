"""Grade the same source many times in one process, and say what that cost.

Run as `python -m benchmarks.warm WHAT COUNT SOURCE RESULT`, a fresh process for each subject.
"""

import contextlib
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import bare, measure, ours, suite
from benchmarks.bare import GradeOne
from benchmarks.measure import Cost, NotMeasured
from benchmarks.meter import CpuClock
from benchmarks.others.grader import Graded

_UNTIMED = 5  # gradings before the clock runs: caches, spare workers


def grade(what: str, source: bytes, folder: Path, *, count: int) -> Graded:
    """Measure `count` gradings in a process that stays open.

    Args:
        what: `bare`, `numpy`, `ours` or `explained`.
        source: the submission.
        folder: for the files that it takes.
        count: gradings.

    Returns:
        The cost of them all, without opening and closing, and what each of them earned.

    Raises:
        NotMeasured: it did not work.
    """
    handed_in, result = folder / "handed-in.py", folder / "warm.json"
    handed_in.write_bytes(source)
    command = [sys.executable, "-m", "benchmarks.warm", what, str(count), handed_in, result]
    measure.run(command, folder=folder, environment={"PYTHONPATH": str(suite.ROOT)})
    found = json.loads(result.read_text())
    cost = Cost(found["cpu_seconds"], found["wall_seconds"], "")
    return Graded(cost, tuple(found["points"]))


@contextlib.contextmanager
def _opened(what: str) -> Iterator[GradeOne]:
    """Yield what grades one source."""
    if what == "bare":
        yield bare.by_our_helpers()
    elif what == "numpy":
        with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
            yield bare.by_numpy_alone(Path(scratch))
    elif what in ("ours", "explained"):
        with ours.warm(explained=what == "explained") as grade_one:
            yield grade_one
    else:
        raise NotMeasured(f"there is no `{what}`")


def _measured(what: str, count: int, source: bytes) -> dict[str, object]:
    """Grade a source for the seeds 1, 2, … and return what they cost together.

    Not the median of one: what a grading leaves for later has to be paid too.
    """
    clock = CpuClock()  # before anything is started that it has to count
    with _opened(what) as grade_one:
        for seed in range(1, _UNTIMED + 1):
            grade_one(source, seed)
        wall, cpu = time.perf_counter(), clock.seconds()
        points = [grade_one(source, seed) for seed in range(1, count + 1)]
        wall, cpu = time.perf_counter() - wall, clock.seconds() - cpu
    return {"cpu_seconds": cpu, "wall_seconds": wall, "points": points}


if __name__ == "__main__":
    _what, _count, _source, _result = sys.argv[1:]
    _found = _measured(_what, int(_count), Path(_source).read_bytes())
    Path(_result).write_text(json.dumps(_found))
