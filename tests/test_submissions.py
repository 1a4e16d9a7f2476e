"""Samples of what learners hand in: right ones earn everything, wrong ones lose where they err.

A check that fails now and then for who is right is found by numbers of seeds, and through the
sandbox they would take a quarter of an hour. So it is shown in three parts. Most seeds are graded
in this process (see `in_process.py`), at a hundredth of the tolerance for float64: rounding that
would fail once in a great many gradings is seen in a few. Each of 200 seeds is met by several
styles of each assignment. A few more are graded behind the walls. And every wrong sample is graded
both ways, which must end alike down to the words.
"""

import contextlib
import functools
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from autograder import submission
from autograder.course import Assignment
from autograder.course import load as load_course
from autograder.model import CheckResult, Outcome
from autograder.sandbox import Sandbox
from autograder.suite.run import Suite
from tests.in_process import results_here

SAMPLES = Path(__file__).parent / "submissions"
COURSE = load_course(SAMPLES.parents[1])
RIGHT = sorted(SAMPLES.glob("*/right/*.py"))
WRONG = sorted(SAMPLES.glob("*/wrong/*.py"))
SEEDS = 200
# So many of an assignment meet each seed; `make gallery` has all of them meet all.
STYLES_A_SEED = {"perceptron": 2, "xor_mlp": 1, "conv2d": 2, "sizing": 2, "max_pool": 2}
SANDBOX_SEEDS = range(SEEDS, SEEDS + 2)  # others than in this process
# Whoever draws by a generator that nobody seeds never errs in the same way again.
UNSEEDED = {"shuffled_samples", "own_generator"}


def name(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


def seeds_of(path: Path) -> Sequence[int]:
    """The seeds that a right sample meets in this process: all of them if we are told so."""
    if os.environ.get("EVERY_SEED"):
        return range(SEEDS)
    styles = [each for each in RIGHT if each.parent == path.parent]
    first, width = styles.index(path), STYLES_A_SEED[path.parent.parent.name]
    return [seed for seed in range(SEEDS) if (seed - first) % len(styles) < width]


@functools.cache
def suite_of(slug: str) -> Suite:
    """The hidden suite of an assignment, collected once as a judge has it; it stays open."""
    assignment = COURSE.assignment(slug)
    return Suite(assignment.hidden_suite, assignment)


def results_there(
    path: Path, assignment: Assignment, suite: Suite, seeds: Iterable[int]
) -> list[tuple[CheckResult, ...]]:
    """Grade one sample with several seeds in one sandbox."""
    handed_in = submission.read([path], assignment)
    limits = assignment.limits.model_copy(update={"total_seconds": 3600.0, "output_kb": 65536})
    with Sandbox(handed_in.files, assignment.files[0], limits) as sandbox:
        return [suite.run(sandbox, seed=seed) for seed in seeds]


@contextlib.contextmanager
def strict(suite: Suite) -> Iterator[None]:
    """Have a suite allow a hundredth of the float64 errors that it allows learners."""
    double = getattr(suite.module, "DOUBLE", {})
    usual = dict(double)
    double.update({name: tolerance / 100 for name, tolerance in usual.items()})
    try:
        yield
    finally:
        double.update(usual)


def failed(results: tuple[CheckResult, ...]) -> list[tuple[str, object]]:
    """The checks that a right sample should have passed."""
    return [
        (result.check.id, result.finding)
        for result in results
        if result.outcome is not Outcome.PASSED
    ]


def told(results: tuple[CheckResult, ...]) -> list[object]:
    """All that a report says of the checks, but for times and what only a worker knows."""
    hidden = {"seconds": True, "finding": {"trace", "printed"}}
    return [result.model_dump(exclude=hidden) for result in results]


def lost(results: tuple[CheckResult, ...]) -> dict[int, float]:
    """Points that were lost, by task."""
    missing: dict[int, float] = {}
    for result in results:
        points = result.points
        assert points is not None, result
        missing[result.check.task] = (
            missing.get(result.check.task, 0.0) + result.check.points - points
        )
    return missing


@pytest.mark.slow
@pytest.mark.parametrize("path", RIGHT, ids=name)
def test_a_right_submission_earns_everything_whatever_the_seed(path: Path) -> None:
    assignment = COURSE.assignment(path.parent.parent.name)
    seeds, suite = seeds_of(path), suite_of(assignment.slug)
    with strict(suite):
        for seed, results in zip(seeds, results_here(path, assignment, suite, seeds), strict=True):
            assert not failed(results), f"seed {seed}"


@pytest.mark.slow
@pytest.mark.parametrize("path", RIGHT, ids=name)
def test_a_right_submission_earns_everything_behind_the_walls(path: Path) -> None:
    assignment = COURSE.assignment(path.parent.parent.name)
    for results in results_there(path, assignment, suite_of(assignment.slug), SANDBOX_SEEDS):
        assert not failed(results)


@pytest.mark.slow
@pytest.mark.parametrize("path", WRONG, ids=name)
def test_a_wrong_submission_loses_points_in_the_task_it_breaks(path: Path) -> None:
    broken = declared(path)
    assignment = COURSE.assignment(path.parent.parent.name)
    suite = suite_of(assignment.slug)
    there = results_there(path, assignment, suite, range(2))
    here = results_here(path, assignment, suite, range(1))
    for seed, results in enumerate(there):
        by_task = lost(results)
        assert {task for task, points in by_task.items() if points} == broken, f"seed {seed}"
    # What the part in this process rests on: it ends as it does behind the walls.
    assert path.stem in UNSEEDED or told(here[0]) == told(there[0])


def declared(path: Path) -> set[int]:
    """The tasks that a sample says it breaks."""
    found = re.search(
        r"^# breaks: tasks? ([\d, ]+)$", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert found, f"{path} does not say what it breaks"
    return {int(number) for number in found[1].split(",")}


@pytest.mark.parametrize("slug", sorted({path.parent.parent.name for path in WRONG}))
def test_there_are_enough_samples(slug: str) -> None:
    assert sum(path.parent.parent.name == slug for path in WRONG) >= (15 if slug == "conv2d" else 8)
    assert sum(path.parent.parent.name == slug for path in RIGHT) >= 12


@pytest.mark.parametrize("slug", sorted({path.parent.parent.name for path in RIGHT}))
def test_every_seed_is_met_by_some_style(slug: str) -> None:
    met = [seed for path in RIGHT if path.parent.parent.name == slug for seed in seeds_of(path)]
    assert all(met.count(seed) >= STYLES_A_SEED[slug] for seed in range(SEEDS))


@pytest.mark.parametrize("path", RIGHT, ids=name)
def test_a_right_sample_says_its_style(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r'""".+\."""', first), first
