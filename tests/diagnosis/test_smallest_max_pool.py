"""The smallest counterexamples of max_pool: what a report shows of samples that are wrong."""

from collections.abc import Callable
from typing import Any

import pytest

from autograder.course import Course
from tests.diagnosis.counterexamples import (
    arguments_of,
    counterexamples_to_reference,
    differs_from_reference,
    smallest_calls,
)

SLUG = "max_pool"


def one_image_of_three_by_three_at_most(call: dict[str, Any]) -> bool:
    images, channels, height, width = call["x"].shape
    return (images, channels) == (1, 1) and height <= 3 and width <= 3


def one_window(call: dict[str, Any]) -> bool:
    return call["x"].shape == (1, 1, call["size"], call["size"])


def one_window_below_zero(call: dict[str, Any]) -> bool:
    return one_window(call) and bool((call["x"] < 0).all())


def one_window_with_a_tie(call: dict[str, Any]) -> bool:
    return one_window(call) and (call["x"] == call["x"].max()).sum() > 1


def two_windows(call: dict[str, Any]) -> bool:
    return call["dout"].size == 2


def two_windows_of_one_pixel(call: dict[str, Any]) -> bool:
    return call["x"].size == 2 and call["size"] == 1


def two_channels_of_one_pixel(call: dict[str, Any]) -> bool:
    return call["x"].shape == (1, 2, 1, 1)


@pytest.mark.parametrize(
    ("sample", "check", "holds"),
    [
        ("overwrites_overlap", "backward-overlap", one_image_of_three_by_three_at_most),
        ("zero_start", "forward-negative", one_window_below_zero),
        ("average_forward", "forward-tiles", one_window),
        ("all_ties", "backward-ties", one_window_with_a_tie),
        ("last_tie", "backward-ties", one_window_with_a_tie),
        ("spreads_evenly", "backward-tiles", one_window),
        ("mask_global", "backward-ties", two_windows),
        ("assumes_square", "forward-not-square", two_windows_of_one_pixel),
        ("pools_channels", "forward-tiles", two_channels_of_one_pixel),
        ("forgets_dout", "backward-tiles", two_windows_of_one_pixel),
    ],
)
def test_a_failed_check_shows_a_small_call_that_fails_where_it_is_pasted(
    sample: str, check: str, holds: Callable[[dict[str, Any]], bool], course: Course
) -> None:
    assignment = course.assignment(SLUG)
    call = smallest_calls(sample, assignment)[check]
    assert holds(arguments_of(call, assignment)), call
    assert differs_from_reference(call, sample, assignment)


def test_the_reference_has_no_counterexample(course: Course) -> None:
    assert not counterexamples_to_reference(course, SLUG)
