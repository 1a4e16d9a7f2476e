"""Measure what an explanation costs at worst: `python -m benchmarks.worst`.

Of every assignment the reference is graded, each wrong sample, and a submission of which every
answer is wrong and no idea explains it. All processes' CPU time is counted; the promise is at most
four times a passing grading plus half a second.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator

from autograder import course, submission
from autograder.course import Assignment
from autograder.grading import Judge
from benchmarks import suite
from benchmarks.meter import CpuClock, started_clock

_TIMES, _PLUS_SECONDS = 4, 0.5
_SAMPLES = suite.ROOT / "tests" / "submissions"
# Each function of the reference answers half more than it should; what it calls does not.
_SPOILED = """
import functools as _functools
import numpy as _np

def _shifted(value):
    if isinstance(value, dict):
        return {name: _shifted(part) for name, part in value.items()}
    if isinstance(value, tuple) and value and not all(isinstance(part, int) for part in value):
        return tuple(_shifted(part) for part in value)
    if isinstance(value, tuple):
        return tuple(part + 1 for part in value)
    if isinstance(value, (_np.ndarray, float)):
        return value + 0.5
    return value + 1 if isinstance(value, int) else value

def _spoiled(function, has_handle):
    @_functools.wraps(function)
    def call(*arguments, **options):
        result = function(*arguments, **options)
        if has_handle:
            return (*map(_shifted, result[:-1]), result[-1])
        return _shifted(result)
    return call
"""


def main() -> int:
    """Measure and print a table; return 1 where the promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worst", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="times that each is graded")
    rounds = parser.parse_args().rounds
    clock = started_clock()
    print("| assignment | passing [ms] | allowed | worst | of | the usual failure |")
    print("|---|---|---|---|---|---|")
    is_kept = True
    for assignment in course.load(suite.ROOT).all_assignments():
        passing, failing = _measured(assignment, clock, rounds)
        worst = max(failing, key=lambda name: failing[name])
        allowed = _TIMES * passing + _PLUS_SECONDS
        is_kept &= failing[worst] <= allowed
        figures = (passing, allowed, failing[worst])
        shown = " | ".join(f"{1000 * seconds:.0f}" for seconds in figures)
        usual = f"{1000 * statistics.median(failing.values()):.0f}"
        print(f"| {assignment.slug} | {shown} | {worst} | {usual} |", flush=True)
    return 0 if is_kept else 1


def _measured(
    assignment: Assignment, clock: CpuClock, rounds: int
) -> tuple[float, dict[str, float]]:
    """Return what a passing grading costs, and each failing one [s]."""
    with Judge(assignment, assignment.hidden_suite) as judge:
        costs: dict[str, list[float]] = {}
        for turn in range(rounds + 1):
            for name, source in _sources(assignment):
                files = {assignment.files[0]: source}
                handed_in = submission.from_files(files, assignment)
                began = clock.seconds()
                judge.grade(handed_in, seed=turn)
                if turn:  # the first time fills caches
                    costs.setdefault(name, []).append(clock.seconds() - began)
    means = {name: statistics.median(seconds) for name, seconds in costs.items()}
    return means.pop("reference"), means


def _sources(assignment: Assignment) -> Iterator[tuple[str, bytes]]:
    reference = (assignment.solutions / assignment.files[0]).read_bytes()
    yield "reference", reference
    spoiled = "".join(
        f"{name} = _spoiled(_right[{name!r}], {'handle' in function.returns})\n"
        for name, function in assignment.functions.items()
    )
    right = f"_right = {{}}\nexec({reference.decode()!r}, _right)\n"
    yield "everything wrong", (right + _SPOILED + spoiled).encode()
    for path in sorted((_SAMPLES / assignment.slug / "wrong").glob("*.py")):
        yield path.stem, path.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
