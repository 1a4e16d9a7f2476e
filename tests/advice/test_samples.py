"""On what learners hand in: never a false alarm, and the classic mistakes by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import submission
from autograder.advice import advise
from autograder.course import Course

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "submissions"
# True advice on right answers: numbers one by one, in four to seven loops.
CLUMSY = {
    "conv2d/seven_loops": ["nested-loops", "nested-loops"],
    "max_pool/plain_python": ["nested-loops"],
    "xor_mlp/plain_loops": ["nested-loops"],
}


def found(path: Path, course: Course, slug: str) -> Iterator[tuple[str, str]]:
    """The rules that speak about a file, and their names and slices."""
    assignment = course.assignment(slug)
    advised = advise(submission.read([path], assignment), assignment)
    assert advised.unread == ()
    for each in advised.every:
        yield each.rule, str(each.values.get("name", ""))


def test_right_answers_get_no_advice_that_is_not_true(course: Course) -> None:
    paths = sorted(SAMPLES.glob("*/right/*.py"))
    assert len(paths) > 40
    for path in paths:
        slug = path.parent.parent.name
        rules = [rule for rule, _ in found(path, course, slug)]
        assert rules == CLUMSY.get(f"{slug}/{path.stem}", []), path


@pytest.mark.parametrize("tree", ["assignments", "solutions"])
def test_stubs_and_references_get_none(course: Course, tree: str) -> None:
    for slug in course.slugs:
        assert not list(found(ROOT / tree / slug / f"{slug}.py", course, slug))


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("conv2d/wrong/crop_pad_zero", ("minus-zero-slice", "pad")),
        ("conv2d/wrong/crop_pad_zero_forward", ("minus-zero-slice", "pad")),
        ("conv2d/wrong/fixed_stride_everywhere", ("unused-parameter", "stride")),
        ("conv2d/wrong/global_cache", ("global-variable", "last")),
        ("conv2d/wrong/mutates_input", ("argument-changed", "w")),
        ("conv2d/wrong/clears_input", ("argument-changed", "x")),
        ("conv2d/wrong/mutates_cache", ("argument-changed", "cache")),
        ("max_pool/wrong/mutates_input", ("argument-changed", "x")),
        ("max_pool/wrong/reshape_trick", ("unused-parameter", "stride")),
        ("perceptron/wrong/turns_labels_in_place", ("argument-changed", "y")),
        ("perceptron/wrong/epochs_ignored", ("unused-parameter", "epochs")),
        ("sizing/wrong/forgot_bias", ("unused-parameter", "bias")),
        ("xor_mlp/wrong/relu_in_place", ("argument-changed", "z")),
        ("xor_mlp/wrong/zero_init", ("unused-parameter", "rng")),
    ],
)
def test_classic_mistakes_are_named(course: Course, sample: str, expected: tuple[str, str]) -> None:
    path = SAMPLES / f"{sample}.py"
    assert expected in list(found(path, course, sample.partition("/")[0]))
