"""Every misconception of the course is caught, by the checks of its task and by no others."""

from pathlib import Path

import pytest

from autograder.course import Course
from autograder.diagnosis import Misconception, load, reference_beside
from autograder.model import Outcome
from autograder.suite.reference import Reference
from autograder.suite.run import Suite

SOLUTIONS = Path(__file__).parents[2] / "solutions"
ALL = [
    pytest.param(folder.name, each, id=f"{folder.name}-{each.id}-{each.name}")
    for folder in sorted(path.parent for path in SOLUTIONS.glob("*/test_hidden.py"))
    for each in load(folder)
]
SEEDS = 5


def failed_tasks(each: Misconception, suite: Suite, folder: Path, seed: int) -> set[int]:
    """Grade the reference with one idea in it; return the tasks that lose points."""
    reference = vars(reference_beside(str(folder / "x.py")))
    results = suite.run(Reference(reference | each.functions()), seed=seed)
    assert not [result for result in results if result.outcome is Outcome.INTERNAL_ERROR]
    return {result.check.task for result in results if result.outcome is not Outcome.PASSED}


@pytest.mark.parametrize(("slug", "each"), ALL)
def test_a_misconception_is_caught_by_the_checks_of_its_task_alone(
    slug: str, each: Misconception, course: Course
) -> None:
    assignment = course.assignment(slug)
    with Suite(assignment.hidden_suite, assignment) as suite:
        for seed in range(SEEDS):
            failed = failed_tasks(each, suite, assignment.solutions, seed)
            assert each.task in failed, f"seed {seed}: not caught"
            assert failed == {each.task, *each.also}, f"seed {seed}: {failed}"
