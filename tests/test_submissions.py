"""Samples of what learners hand in: right ones earn everything, wrong ones lose where they err."""

import re
from pathlib import Path

import pytest

from autograder import submission
from autograder.course import Course
from autograder.model import CheckResult, Outcome
from autograder.sandbox import Sandbox
from autograder.suite.run import Suite

SAMPLES = Path(__file__).parent / "submissions"
RIGHT = sorted(SAMPLES.glob("*/right/*.py"))
WRONG = sorted(SAMPLES.glob("*/wrong/*.py"))
SEEDS = 100


def name(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


def results_over(path: Path, course: Course, seeds: range) -> list[tuple[CheckResult, ...]]:
    """Grade one sample with several seeds in one sandbox."""
    assignment = course.assignment(path.parent.parent.name)
    handed_in = submission.read([path], assignment)
    limits = assignment.limits.model_copy(update={"total_seconds": 3600.0, "output_kb": 65536})
    with (
        Sandbox(handed_in.files, assignment.files[0], limits) as sandbox,
        Suite(assignment.hidden_suite, assignment) as suite,
    ):
        return [suite.run(sandbox, seed=seed) for seed in seeds]


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


@pytest.mark.seeds
@pytest.mark.slow
@pytest.mark.parametrize("path", RIGHT, ids=name)
def test_a_right_submission_earns_everything_whatever_the_seed(path: Path, course: Course) -> None:
    for seed, results in enumerate(results_over(path, course, range(SEEDS))):
        failed = [
            (result.check.id, result.finding)
            for result in results
            if result.outcome is not Outcome.PASSED
        ]
        assert not failed, f"seed {seed}"


@pytest.mark.parametrize("path", WRONG, ids=name)
def test_a_wrong_submission_loses_points_in_the_task_it_breaks(path: Path, course: Course) -> None:
    broken = declared(path)
    for seed, results in enumerate(results_over(path, course, range(2))):
        by_task = lost(results)
        assert {task for task, points in by_task.items() if points} == broken, f"seed {seed}"


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
    assert sum(path.parent.parent.name == slug for path in RIGHT) >= (6 if slug == "conv2d" else 4)
