"""The smallest counterexamples of perceptron: what a report shows of samples that are wrong."""

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

SLUG = "perceptron"


def one_sample(x: Any, **_: Any) -> bool:
    return x.shape == (1, 1)


def one_sample_at_the_threshold(x: Any, w: Any, beta: float) -> bool:
    return x.shape == (1, 1) and x @ w == beta


def one_sample_of_three_features(x: Any, **_: Any) -> bool:
    return x.shape == (1, 3)


def one_step(x: Any, epochs: int, **_: Any) -> bool:
    return x.shape == (1, 1) and epochs == 1


def one_step_at_twice_the_rate(x: Any, epochs: int, lr: float, **_: Any) -> bool:
    return one_step(x, epochs) and lr == 2.0


def two_samples_in_one_epoch(x: Any, epochs: int, **_: Any) -> bool:
    return x.shape == (2, 1) and epochs == 1


def two_samples_in_two_epochs(x: Any, epochs: int, **_: Any) -> bool:
    return x.shape == (2, 1) and epochs == 2


@pytest.mark.parametrize(
    ("sample", "check", "holds"),
    [
        ("ge_at_threshold", "predict-equality", one_sample_at_the_threshold),
        ("no_threshold", "predict-random", one_sample),
        ("beta_sign", "predict-negative", one_sample),
        ("two_features_only", "predict-random", one_sample_of_three_features),
        ("labels_plus_minus", "train-in-order", one_step),
        ("beta_not_learned", "train-to-the-end", one_step),
        ("lr_ignored", "train-learning-rate", one_step_at_twice_the_rate),
        ("batch_update", "train-in-order", two_samples_in_one_epoch),
        ("signed_errors_cancel", "train-stops", two_samples_in_two_epochs),
    ],
)
def test_a_failed_check_shows_a_small_call_that_fails_where_it_is_pasted(
    sample: str, check: str, holds: Callable[..., bool], course: Course
) -> None:
    assignment = course.assignment(SLUG)
    call = smallest_calls(sample, assignment)[check]
    assert holds(**arguments_of(call, assignment)), call
    assert differs_from_reference(call, sample, assignment)


@pytest.mark.parametrize(
    ("sample", "check"),
    [
        ("boolean_answers", "predict-integers"),
        ("scales_input", "predict-inputs-unchanged"),
        ("turns_labels_in_place", "train-inputs-unchanged"),
    ],
)
def test_what_values_do_not_show_has_a_small_call_too(
    sample: str, check: str, course: Course
) -> None:
    assignment = course.assignment(SLUG)
    call = smallest_calls(sample, assignment)[check]
    assert arguments_of(call, assignment)["x"].size <= 2, call


def test_the_reference_has_no_counterexample(course: Course) -> None:
    assert not counterexamples_to_reference(course, SLUG)
