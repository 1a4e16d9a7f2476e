"""The helpers of a suite: what they let pass, what they say."""

from typing import Any

import numpy as np
import pytest

from autograder.model import Outcome
from autograder.suite import (
    Verdict,
    assert_close,
    assert_dtype,
    assert_equal,
    assert_shape,
    assert_true,
    gradient_check,
)


def verdict(hold: Any, *args: Any, **options: Any) -> Verdict:
    with pytest.raises(Verdict) as caught:
        hold(*args, **options)
    return caught.value


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.ones(3), np.ones(3)),
        (np.ones(3, dtype=np.float32), np.ones(3)),
        (np.ones(3, dtype=int), np.ones(3)),
        (np.array([True, False]), np.array([1, 0])),
        (1.0 + 1e-12, 1.0),
        (np.empty((0, 2)), np.empty((0, 2))),
    ],
)
def test_close_values_pass(got: Any, expected: Any) -> None:
    assert_close(got, expected)


@pytest.mark.parametrize(
    ("got", "expected", "reason"),
    [
        (np.ones((3, 1)), np.ones(3), "shape"),
        (np.ones(()), np.ones(3), "shape"),
        (1.0, np.ones(3), "shape"),
        (np.array([1, np.nan]), np.ones(2), "not-finite"),
        (np.array([1, np.inf]), np.ones(2), "not-finite"),
        (float("nan"), 1.0, "not-finite"),
        (2.0, 1.0, "value"),
        (np.array([1, 1.001]), np.ones(2), "values"),
        (np.ones(2) + 0j, np.ones(2), "dtype"),
        (np.full(2, 1e308), np.full(2, -1e308), "values"),
    ],
)
def test_other_values_fail(got: Any, expected: Any, reason: str) -> None:
    failed = verdict(assert_close, got, expected, what="out")
    assert failed.outcome is Outcome.FAILED
    assert failed.finding.reason == reason


def test_the_first_wrong_element_is_shown() -> None:
    got = np.zeros((4, 5))
    got[2, 3] = 7
    finding = verdict(assert_close, got, np.zeros((4, 5)), what="dx").finding
    assert finding.expected == "dx[2, 3] = 0"
    assert finding.got == "dx[2, 3] = 7"
    assert finding.values == {"what": "dx", "count": 1, "total": 20}


def test_small_arrays_are_shown_whole() -> None:
    finding = verdict(assert_close, np.array([1.0, 2.5]), np.array([1.0, 2.0])).finding
    assert (finding.expected, finding.got) == ("[1., 2.]", "[1., 2.5]")


def test_booleans_are_shown_as_booleans() -> None:
    finding = verdict(assert_close, np.array([True, False]), np.array([1, 1])).finding
    assert (finding.expected, finding.got) == ("[1, 1]", "[True, False]")


def test_shape_dtype_equality_and_conditions() -> None:
    assert_shape(np.ones((2, 3)), (2, 3))
    assert_dtype(np.ones(2), float)
    assert_equal((1, 2), (1, 2))
    assert_equal(np.arange(3), np.arange(3))
    assert_true(True, "bare")
    assert verdict(assert_shape, np.ones(2), (3,)).finding.is_shape
    assert verdict(assert_dtype, np.ones(2, np.float32), float).finding.reason == "dtype"
    assert verdict(assert_equal, 5, 4).finding.got == "5"
    assert verdict(assert_true, False, "bare").finding.reason == "bare"


def test_a_right_gradient_passes_and_a_wrong_one_does_not() -> None:
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((3, 4)), rng.standard_normal(4)

    def loss(x: Any, y: Any) -> float:
        return float((x**2 @ y).sum())

    dx, dy = 2 * x * y, (x**2).sum(axis=0)
    options: dict[str, Any] = {"at": (x, y), "names": ("dx", "dy"), "rng": rng}
    gradient_check(loss, gradients=(dx, dy), **options)
    assert (
        verdict(gradient_check, loss, gradients=(dx, dy * 1.001), **options).finding.values["what"]
        == "dy"
    )
    assert verdict(gradient_check, loss, gradients=(dx[0], dy), **options).finding.reason == "shape"
    assert (
        verdict(gradient_check, loss, gradients=(dx * np.nan, dy), **options).finding.reason
        == "not-finite"
    )
    huge = dx.copy()
    huge[0, 0] = np.finfo(float).max
    for _ in range(20):  # the sum along a direction overflows in a part of them
        assert verdict(gradient_check, loss, gradients=(huge, dy), **options)
    assert (
        verdict(gradient_check, loss, gradients=(0 * dx, dy), **options).finding.reason
        == "gradient"
    )
