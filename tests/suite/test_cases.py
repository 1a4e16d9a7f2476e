"""Cases are drawn from the space that a suite describes, and from nowhere else."""

from dataclasses import dataclass

import numpy as np
import pytest

from autograder.errors import SuiteError
from autograder.suite import draw

SPACE = {"height": (1, 4), "width": (2, 3), "stride": 2}


@dataclass(frozen=True)
class Case:
    height: int
    width: int
    stride: int


def test_every_field_lies_in_its_range_and_both_ends_are_met() -> None:
    rng = np.random.default_rng(0)
    cases = [draw(rng, Case, SPACE) for _ in range(200)]
    assert {case.height for case in cases} == {1, 2, 3, 4}
    assert {case.width for case in cases} == {2, 3}
    assert {case.stride for case in cases} == {2}


def test_only_accepted_cases_come() -> None:
    rng = np.random.default_rng(0)
    drawn = [draw(rng, Case, SPACE, lambda case: case.height != case.width) for _ in range(100)]
    assert all(case.height != case.width for case in drawn)


def test_a_space_without_an_acceptable_case_is_said() -> None:
    with pytest.raises(SuiteError) as caught:
        draw(np.random.default_rng(0), Case, SPACE, lambda case: case.height > 9)
    assert "no case" in caught.value.values["problem"]
