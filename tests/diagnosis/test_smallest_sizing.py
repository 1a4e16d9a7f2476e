"""What a report shows of a wrong sizing is the smallest layer in which it errs."""

from typing import Any

import pytest

from autograder.course import Course
from tests.diagnosis.counterexamples import (
    arguments_of,
    counterexamples_to_reference,
    smallest_calls,
)

SMALLEST: list[tuple[str, str, dict[str, Any]]] = [
    ("forgot_plus_one", "size-together", {"n": 1, "f": 1, "stride": 1, "pad": 0}),
    ("forgot_pad", "size-pad", {"n": 1, "f": 1, "stride": 1, "pad": 1}),
    ("forgot_filter", "size-slide", {"n": 1, "f": 1, "stride": 2, "pad": 0}),
    ("silently_floored", "size-not-divided", {"n": 2, "f": 1, "stride": 2, "pad": 0}),
    ("size_clamped", "size-too-large", {"n": 1, "f": 2, "stride": 1, "pad": 0}),
    ("no_guard", "size-arguments", {"n": 3, "f": 3, "stride": 0}),
    ("same_pad_total", "same-odd", {"f": 3}),
    ("depth_is_channels", "shape-square", {"input_shape": (1, 1, 1), "filters": 2, "kernel": 1}),
    ("swapped_hw", "shape-not-square", {"input_shape": (1, 1, 2), "kernel": 1}),
    ("kernel_int_only", "shape-pair", {"input_shape": (1, 1, 1), "kernel": (1, 1)}),
    ("checks_height_only", "shape-does-not-fit", {"input_shape": (1, 1, 1), "kernel": (1, 2)}),
    ("forgot_bias", "params-lecture", {"in_channels": 1, "filters": 1, "kernel": 1}),
    ("f_not_squared", "params-pair", {"in_channels": 1, "filters": 1, "kernel": (1, 2)}),
    ("always_bias", "params-no-bias", {"in_channels": 1, "kernel": 1, "bias": False}),
]


@pytest.mark.parametrize(
    ("stem", "check", "expected"), SMALLEST, ids=[each[0] for each in SMALLEST]
)
def test_the_smallest_case_is_shown(
    stem: str, check: str, expected: dict[str, Any], course: Course
) -> None:
    sizing = course.assignment("sizing")
    given = arguments_of(smallest_calls(stem, sizing)[check], sizing)
    assert expected.items() <= given.items(), given


def test_no_search_takes_the_reference_for_wrong(course: Course) -> None:
    assert not counterexamples_to_reference(course, "sizing")
