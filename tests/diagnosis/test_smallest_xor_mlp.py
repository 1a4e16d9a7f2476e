"""The smallest counterexamples of xor_mlp: what a report shows of samples that are wrong."""

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

SLUG = "xor_mlp"


def smallest_network(x: Any, w1: Any, **_: Any) -> bool:
    return x.shape == w1.shape == (1, 1)


def unit_at_zero(x: Any, w1: Any, b1: Any, **_: Any) -> bool:
    return smallest_network(x, w1) and x @ w1 + b1 == 0.0


def silent_unit(x: Any, w1: Any, b1: Any, **_: Any) -> bool:
    return smallest_network(x, w1) and x @ w1 + b1 < 0.0


def two_samples_for_one_unit(x: Any, w1: Any, **_: Any) -> bool:
    return x.shape == (2, 1) and w1.shape == (1, 1)


def two_features_for_two_units(x: Any, w1: Any, **_: Any) -> bool:
    return x.shape == (1, 2) and w1.shape == (2, 2)


def one_negative_number(z: Any) -> bool:
    return z.size == 1 and z < 0


def one_output(y_hat: Any, **_: Any) -> bool:
    return y_hat.shape == (1,)


def two_outputs(y_hat: Any, **_: Any) -> bool:
    return y_hat.shape == (2,)


@pytest.mark.parametrize(
    ("sample", "check", "holds"),
    [
        ("slope_one_at_zero", "backward-at-zero", unit_at_zero),
        ("leaky_relu", "relu", one_negative_number),
        ("no_activation", "forward-values", silent_unit),
        ("relu_on_output", "forward-negative", smallest_network),
        ("weights_transposed", "forward-values", two_features_for_two_units),
        ("mse_half", "mse-values", one_output),
        ("mse_no_mean", "mse-values", two_outputs),
        ("b2_first_sample", "backward-b2", two_samples_for_one_unit),
        ("no_mask", "backward-w1", silent_unit),
        ("w2_from_z", "backward-w2", silent_unit),
        ("unfinished_b1", "backward-b1", smallest_network),
        ("divides_by_n", "backward-cache", two_samples_for_one_unit),
    ],
)
def test_a_failed_check_shows_a_small_call_that_fails_where_it_is_pasted(
    sample: str, check: str, holds: Callable[..., bool], course: Course
) -> None:
    assignment = course.assignment(SLUG)
    call = smallest_calls(sample, assignment)[check]
    assert holds(**arguments_of(call, assignment)), call
    assert differs_from_reference(call, sample, assignment)


def test_a_gradient_is_told_by_its_own_name(course: Course) -> None:
    calls = smallest_calls("mean_for_bias", course.assignment(SLUG))
    assert "backward-w1" not in calls
    assert calls["backward-b1"] == calls["backward-singles"]


def test_a_training_of_wrong_shapes_is_told_by_one_sample(course: Course) -> None:
    call = smallest_calls("two_units_only", course.assignment(SLUG))["train-shapes"]
    assert call.startswith("train(x=np.array([[1.]]), y=np.array([1.]), hidden=1,")


def test_the_reference_has_no_counterexample(course: Course) -> None:
    assert not counterexamples_to_reference(course, SLUG)
