"""A network with one hidden layer in numpy: forward, loss, backward, training.

The handout is README.md (English) and README.ko.md (Korean) beside this file.
"""

from typing import Any

import numpy as np


def relu(z: np.ndarray) -> np.ndarray:
    """Replace every negative number by 0.

    Args:
        z: any shape.

    Returns:
        A new array with the shape of z.
    """
    # TODO task 1: keep what is positive.
    raise NotImplementedError("task 1: relu is yours to write")


def forward(
    x: np.ndarray, w1: np.ndarray, b1: np.ndarray, w2: np.ndarray, b2: float
) -> tuple[np.ndarray, Any]:
    """Compute the outputs of the network for all samples.

    Args:
        x: samples, (N, D).
        w1: weights of the hidden layer, (D, H).
        b1: biases of the hidden layer, (H,).
        w2: weights of the output, (H,).
        b2: bias of the output, a number.

    Returns:
        y_hat: relu(x @ w1 + b1) @ w2 + b2, (N,).
        cache: whatever your `backward` needs; nobody else looks inside.
    """
    # TODO task 1: the hidden layer, then the output.
    raise NotImplementedError("task 1: forward is yours to write")


def mse(y_hat: np.ndarray, y: np.ndarray) -> float:
    """Compute the mean squared error.

    Args:
        y_hat: outputs, (N,).
        y: targets, (N,).

    Returns:
        The mean over the samples of (y_hat - y) ** 2, a number.
    """
    # TODO task 2: the mean of the squares.
    raise NotImplementedError("task 2: mse is yours to write")


def backward(dy_hat: np.ndarray, cache: Any) -> dict[str, Any]:
    """Carry the gradient of the loss from the outputs back to weights and biases.

    Args:
        dy_hat: gradient of the loss with respect to y_hat, (N,).
        cache: what your `forward` returned for this call.

    Returns:
        The gradients with respect to "w1" (D, H), "b1" (H,), "w2" (H,) and "b2", a number.

    Source:
        The chain rule; CS231n notes, "Backpropagation, intuitions".
    """
    # TODO task 2: go through forward from its end to its beginning.
    raise NotImplementedError("task 2: backward is yours to write")


def xor_weights() -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Choose weights by hand, so that the network is XOR.

    Returns:
        w1 (2, H), b1 (H,), w2 (H,) and b2, a number, with as many hidden units H as you like:
        for (0, 0), (0, 1), (1, 0) and (1, 1) the outputs are 0, 1, 1 and 0.
    """
    # TODO task 3: find numbers that work.
    raise NotImplementedError("task 3: xor_weights is yours to write")


def train(
    x: np.ndarray, y: np.ndarray, hidden: int, lr: float, epochs: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Learn weights by full-batch gradient descent on the mean squared error.

    Args:
        x: samples, (N, D).
        y: targets, (N,).
        hidden: number of hidden units H.
        lr: learning rate.
        epochs: number of steps; each one uses all samples.
        rng: where the initial weights are drawn from.

    Returns:
        w1 (D, H), b1 (H,), w2 (H,) and b2, a number.
    """
    # TODO task 4: draw initial weights, then step downhill `epochs` times.
    raise NotImplementedError("task 4: train is yours to write")
