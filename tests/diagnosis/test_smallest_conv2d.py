"""What a report shows of a wrong conv2d is the smallest case in which it errs."""

from collections.abc import Callable
from typing import Any

import pytest

from autograder.course import Course
from tests.diagnosis.counterexamples import (
    arguments_of,
    counterexamples_to_reference,
    smallest_calls,
)

Property = Callable[[dict[str, Any]], bool]


def sides(call: dict[str, Any]) -> tuple[int, int]:
    height, width = call["x"].shape[2:]
    return height, width


SMALLEST: list[tuple[str, str, Property]] = [
    ("crop_pad_zero", "backward-dx", lambda c: c["pad"] == 0 and max(sides(c)) <= 2),
    ("assumes_square", "backward-not-square", lambda c: sides(c) <= (2, 3) and c["pad"] == 0),
    ("no_channel_sum", "forward-plain", lambda c: c["x"].shape == (1, 2, 1, 1)),
    ("divides_by_n", "backward-db", lambda c: c["x"].shape == (2, 1, 1, 1)),
    ("flipped_kernel", "forward-plain", lambda c: c["w"].size == 2),
    ("reads_unpadded", "forward-pad", lambda c: c["pad"] == 1 and c["x"].size == 1),
    ("overwrites_overlap", "backward-dx", lambda c: c["dout"].size == 2 and c["w"].size == 2),
    ("stride_ignored_in_window", "forward-stride", lambda c: c["stride"] == 2 and c["x"].size == 3),
    ("integer_buffer", "forward-plain", lambda c: c["x"].size == 1),
    ("db_wrong_axes", "backward-db", lambda c: c["b"].size == 2 and c["x"].size == 1),
]


@pytest.mark.parametrize(("stem", "check", "holds"), SMALLEST, ids=[each[0] for each in SMALLEST])
def test_the_smallest_case_is_shown(stem: str, check: str, holds: Property, course: Course) -> None:
    conv2d = course.assignment("conv2d")
    call = smallest_calls(stem, conv2d)[check]
    assert holds(arguments_of(call, conv2d)), call


@pytest.mark.parametrize("stem", ["global_cache", "mutates_cache", "mutates_input"])
def test_what_shows_between_calls_alone_keeps_its_own_call(stem: str, course: Course) -> None:
    (call,) = smallest_calls(stem, course.assignment("conv2d")).values()
    assert "np.array" not in call  # its arrays are too large to be written out


def test_no_search_takes_the_reference_for_wrong(course: Course) -> None:
    assert not counterexamples_to_reference(course, "conv2d")
