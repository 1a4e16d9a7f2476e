"""The checks that you may see. They earn no points; more and stricter ones do.

Run them with `grade check`. All numbers are small enough to follow on paper.
"""

import numpy as np
import pytest

from autograder.suite import (
    assert_close,
    assert_equal,
    assert_inputs_unchanged,
    assert_shape,
    assert_true,
)

# The four inputs of a gate, and what each gate answers.
INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, OR, NAND, XOR = (
    np.array(bits) for bits in ([0, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0], [0, 1, 1, 0])
)


@pytest.mark.check("example-and", task=1, points=0)
def test_example_and(student):
    """The weights (0.5, 0.5) and the threshold 0.8 make AND."""
    assert_equal(student.predict(INPUTS, np.array([0.5, 0.5]), 0.8), AND, what="predict")


@pytest.mark.check("example-equality", task=1, points=0)
def test_example_equality(student):
    """The threshold 0.5 makes AND too: equality does not fire."""
    assert_equal(student.predict(INPUTS, np.array([0.5, 0.5]), 0.5), AND, what="predict")


@pytest.mark.check("example-three-inputs", task=1, points=0)
def test_example_three_inputs(student):
    """Two samples with three features each; the threshold is negative."""
    x = np.array([[1.0, 2.0, 3.0], [0.0, 1.0, -4.0]])
    fires = student.predict(x, np.array([2.0, -1.0, 0.5]), -2.0)  # sums 1.5 and -3
    assert_equal(fires, np.array([1, 0]), what="predict")


@pytest.mark.check("predict-integers", task=1, points=0)
def test_predict_integers(student):
    """The answers are integers, and x and w stay as they were."""
    fires = student.predict(INPUTS, np.array([0.5, 0.5]), 0.8)
    assert_inputs_unchanged(student)
    assert_true(
        fires.dtype.kind in "iu", "not-integers", fires, what="predict", dtype=str(fires.dtype)
    )


@pytest.mark.check("truth-tables", task=2, points=0)
def test_truth_tables(student):
    """Your three gates have the truth tables of AND, OR and NAND."""
    for name, table in (("AND", AND), ("OR", OR), ("NAND", NAND)):
        w, beta = student.gate(name)
        assert_shape(w, (2,), what="w")
        assert_true(bool(np.isfinite(w).all()), "weights-not-finite", w, what="w")
        fires = INPUTS[:, 0] * w[0] + INPUTS[:, 1] * w[1] > beta
        assert_equal(fires.astype(int), table, what=f"{name}: x @ w > beta")


@pytest.mark.check("train-or-one-epoch", task=3, points=0)
def test_train_or_one_epoch(student):
    """One epoch of OR, as in the handout's table."""
    w, beta = student.train(INPUTS, OR, epochs=1)
    assert_equal(w, np.array([0.0, 1.0]), what="w")
    assert_close(beta, -1.0, what="beta")


@pytest.mark.check("train-or", task=3, points=0)
def test_train_or(student):
    """OR to the end: after the third epoch nothing changes any more."""
    for epochs in (3, 4, 100):
        w, beta = student.train(INPUTS, OR, epochs=epochs)
        assert_equal(w, np.array([1.0, 1.0]), what="w")
        assert_close(beta, 0.0, what="beta")


@pytest.mark.check("train-or-half", task=3, points=0)
def test_train_or_half(student):
    """With learning rate 0.5 everything is half as large."""
    w, beta = student.train(INPUTS, OR, lr=0.5, epochs=2)
    assert_equal(w, np.array([0.5, 0.5]), what="w")
    assert_close(beta, -0.5, what="beta")


@pytest.mark.check("train-three-features", task=3, points=0)
def test_train_three_features(student):
    """One epoch for two samples with three features each; x and y stay as they were."""
    x, y = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]]), np.array([1, 0])
    w, beta = student.train(x, y, epochs=1)
    assert_inputs_unchanged(student)
    # Both samples are errors: w gains (1, 0, 2) and loses (0, 1, 1), beta falls and rises by 1.
    assert_equal(w, np.array([1.0, -1.0, 1.0]), what="w")
    assert_close(beta, 0.0, what="beta")


@pytest.mark.check("train-xor", task=3, points=0)
def test_train_xor(student):
    """XOR has no such weights: from the second epoch on, the rule runs in a circle."""
    w, beta = student.train(INPUTS, XOR, epochs=1)
    assert_equal(w, np.array([-1.0, 0.0]), what="w")
    assert_close(beta, 0.0, what="beta")
    for epochs in (2, 3, 50):
        w, beta = student.train(INPUTS, XOR, epochs=epochs)
        assert_equal(w, np.array([-1.0, 0.0]), what="w")
        assert_close(beta, -1.0, what="beta")
