"""Every known mistake is caught, by the checks of its task alone, and named as itself."""

from pathlib import Path

import pytest

from autograder.course import Course
from autograder.course import load as load_course
from autograder.course_check.confusion import Mistake, graded, mistakes_of
from autograder.diagnosis import Misconception, load

ROOT = Path(__file__).parents[2]
COURSE = load_course(ROOT)
SAMPLES = ROOT / "tests" / "submissions"
MISTAKES = [
    pytest.param(each, id=f"{each.slug}-{each.id}-{each.name}")
    for assignment in COURSE.all_assignments()
    for each in mistakes_of(assignment, SAMPLES)
]
IDEAS = [param for param in MISTAKES if param.values[0].sample is None]
STATED = [param for param in MISTAKES if param.values[0].sample is not None]

# Those that can't be told apart: which name is given instead, and why.
TAKEN_FOR = {
    # The check ends at its first call, and no single call tells rounding from flooring.
    ("sizing", "rounds_to_the_nearest"): {"silently-floored", "rounded-up"},
    ("sizing", "rounded_nearest"): {"silently-floored", "rounded-up"},
}
# Those that nothing can name: what they compute is drawn by chance, or is not there.
UNNAMED = {
    ("perceptron", "random_start"),
    ("perceptron", "shuffled_samples"),
    ("perceptron", "gate_at_threshold"),  # one gate of three; the idea is about all of them
    ("xor_mlp", "own_generator"),
    ("xor_mlp", "no_step"),
    ("xor_mlp", "unfinished_b1"),
    ("conv2d", "unfinished_db"),
    ("conv2d", "unfinished_dw"),
    ("max_pool", "unfinished"),
    ("max_pool", "returns_none"),
}


def idea_of(mistake: Mistake) -> Misconception:
    ideas = load(COURSE.assignment(mistake.slug).solutions)
    return next(each for each in ideas if each.name == mistake.name)


@pytest.mark.slow
@pytest.mark.parametrize("mistake", IDEAS)
def test_a_misconception_is_caught_by_its_task_alone_and_named(
    mistake: Mistake, course: Course
) -> None:
    idea, found = idea_of(mistake), graded(course, mistake)
    assert found.tasks == tuple(sorted({idea.task, *idea.also}))
    allowed = TAKEN_FOR.get((mistake.slug, mistake.name), set())
    assert found.first == mistake.id or found.first in allowed
    assert set(found.others) <= allowed


@pytest.mark.slow
@pytest.mark.parametrize("mistake", STATED)
def test_a_sample_is_named_by_what_it_states(mistake: Mistake, course: Course) -> None:
    found = graded(course, mistake)
    allowed = TAKEN_FOR.get((mistake.slug, mistake.name), set())
    if (mistake.slug, mistake.name) in UNNAMED:
        assert (found.first, found.others) == (None, ())
    else:
        assert found.first == mistake.id or found.first in allowed
    assert set(found.others) <= allowed


def test_few_misconceptions_are_taken_for_others() -> None:
    ideas = [param.values[0] for param in IDEAS]
    mistaken = [each for each in ideas if (each.slug, each.name) in TAKEN_FOR]
    assert len(mistaken) / len(ideas) < 0.05
