"""The checks that you may see. They earn no points; more and stricter ones do.

Run them with `grade check`. All numbers are small enough to follow on paper.
"""

import numpy as np
import pytest

from autograder.suite import assert_close, assert_inputs_unchanged, assert_shape, assert_true

INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0.0, 1.0, 1.0, 0.0])
# The worked example of the handout: two samples, three features, four hidden units.
X = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]])
W1 = np.array([[1.0, 0.0, -1.0, 2.0], [0.0, 2.0, 1.0, 3.0], [0.0, 1.0, -1.0, 0.0]])
B1 = np.array([1.0, 1.0, 1.0, 0.0])
W2 = np.array([3.0, -1.0, 2.0, -2.0])
B2 = 0.5
Y = np.array([0.5, 1.0])
DY_HAT = np.array([-1.0, 0.5])
GRADIENTS = {
    "w1": np.array([[-3.0, 1.0, 0.0, 2.0], [1.5, -0.5, 1.0, -1.0], [-7.5, 2.5, -1.0, 5.0]]),
    "b1": np.array([-1.5, 0.5, 1.0, 1.0]),
    "w2": np.array([-1.5, -2.0, 1.5, -0.5]),
    "b2": -0.5,
}


def outputs(weights, x):
    """Compute a network's outputs, so that training is judged by its weights alone."""
    w1, b1, w2, b2 = weights
    return np.maximum(x @ w1 + b1, 0.0) @ w2 + b2


def check_shapes(weights, features, hidden):
    """Hold the shapes of w1, b1, w2; b2 is a number."""
    for name, part, shape in zip(
        ("w1", "b1", "w2"), weights, ((features, hidden), (hidden,), (hidden,)), strict=False
    ):
        assert_shape(part, shape, what=name)


@pytest.mark.check("example-relu", task=1, points=0)
def test_example_relu(student):
    """ReLU keeps 3 and 0.5, and turns -2 into 0."""
    assert_close(
        student.relu(np.array([-2.0, 0.0, 0.5, 3.0])), np.array([0, 0, 0.5, 3]), what="relu(z)"
    )


@pytest.mark.check("example-forward", task=1, points=0)
def test_example_forward(student):
    """The handout's two samples give -0.5 and 1.5."""
    y_hat, _ = student.forward(X, W1, B1, W2, B2)
    assert_close(y_hat, np.array([-0.5, 1.5]), what="y_hat")


@pytest.mark.check("lecture-xor", task=1, points=0)
def test_lecture_xor(student):
    """The lecture's weights turn the four inputs into 0, 1, 1, 0."""
    b1, w2 = np.array([0.0, -1.0]), np.array([1.0, -2.0])
    y_hat, _ = student.forward(INPUTS, np.ones((2, 2)), b1, w2, 0.0)
    assert_close(y_hat, XOR, what="y_hat")


@pytest.mark.check("inputs-unchanged", task=1, points=0)
def test_inputs_unchanged(student):
    """ReLU leaves z as it was, and forward leaves x, weights and biases."""
    student.relu(np.array([-2.0, 0.0, 0.5, 3.0]))
    assert_inputs_unchanged(student)
    student.forward(X, W1, B1, W2, B2)
    assert_inputs_unchanged(student)


@pytest.mark.check("example-mse", task=2, points=0)
def test_example_mse(student):
    """The handout's loss: outputs -0.5 and 1.5, targets 0.5 and 1, which stay as they were."""
    loss = student.mse(np.array([-0.5, 1.5]), Y)
    assert_inputs_unchanged(student)
    assert_close(loss, 0.625, what="mse")


@pytest.mark.check("example-backward", task=2, points=0)
def test_example_backward(student):
    """The handout's example gives the handout's four gradients."""
    _, cache = student.forward(X, W1, B1, W2, B2)
    gradients = student.backward(DY_HAT, cache)
    for name in ("b2", "w2", "b1", "w1"):
        assert_close(gradients[name], GRADIENTS[name], what=name)


@pytest.mark.check("backward-again", task=2, points=0)
def test_backward_again(student):
    """Backward twice with the same cache, after another forward: the same gradients again."""
    _, cache = student.forward(X, W1, B1, W2, B2)
    student.forward(-X, W1, B1, W2, B2)  # leaves `cache` alone
    for _ in range(2):
        gradients = student.backward(DY_HAT, cache)
        assert_inputs_unchanged(student)
        for name in ("b2", "w2", "b1", "w1"):
            assert_close(gradients[name], GRADIENTS[name], what=name)


@pytest.mark.check("xor-by-hand", task=3, points=0)
def test_xor_by_hand(student):
    """Your weights turn the four inputs into 0, 1, 1, 0."""
    weights = student.xor_weights()
    hidden = weights[0].shape[-1] if weights[0].ndim == 2 else 1
    check_shapes(weights, 2, hidden)
    assert_close(outputs(weights, INPUTS), XOR, what="y_hat")


@pytest.mark.check("train-small", task=4, points=0)
def test_train_small(student):
    """The trained weights have their shapes, and the loss of the handout's example falls."""
    losses = []
    for epochs in (1, 100):
        weights = student.train(X, Y, 5, 0.01, epochs, np.random.default_rng(1))
        assert_inputs_unchanged(student)
        check_shapes(weights, 3, 5)
        losses.append(float(np.mean((outputs(weights, X) - Y) ** 2)))
    before, after = losses
    told = {"before": f"{before:.6g}", "after": f"{after:.6g}", "epochs": 100}
    assert_true(after < before, "loss-not-falling", None, **told)


@pytest.mark.check("train-xor", task=4, points=0)
def test_train_xor(student):
    """One of the seeds 0 to 4 learns XOR with 16 hidden units."""
    misses = []
    for seed in range(5):
        weights = student.train(INPUTS, XOR, 16, 0.05, 2000, np.random.default_rng(seed))
        check_shapes(weights, 2, 16)
        misses.append(float(np.abs(outputs(weights, INPUTS) - XOR).max()))
        if misses[-1] < 0.25:
            return
    assert_true(False, "xor-not-learned", None, seeds=5, miss=f"{min(misses):.3g}")
