"""The reference for perceptron."""

import numpy as np

_GATES = {"AND": ([1.0, 1.0], 1.5), "OR": ([1.0, 1.0], 0.5), "NAND": ([-1.0, -1.0], -1.5)}


def predict(x: np.ndarray, w: np.ndarray, beta: float) -> np.ndarray:
    """Say for which samples the unit fires.

    Args:
        x: samples, (N, D).
        w: weights, (D,).
        beta: threshold.

    Returns:
        (N,), integers: 1 where the weighted sum of a sample is larger than `beta`, else 0.

    Source:
        The threshold unit of McCulloch and Pitts (1943) with weights.
    """
    return (x @ w > beta).astype(int)


def gate(name: str) -> tuple[np.ndarray, float]:
    """Choose weights and a threshold by hand, so that the unit is a logic gate.

    Args:
        name: "AND", "OR" or "NAND".

    Returns:
        w: weights for two inputs of 0 or 1, (2,).
        beta: threshold, a number, halfway between the sums that fire and those that do not.
    """
    w, beta = _GATES[name]
    return np.array(w), beta


def train(
    x: np.ndarray, y: np.ndarray, lr: float = 1.0, epochs: int = 100
) -> tuple[np.ndarray, float]:
    """Learn weights and a threshold by the perceptron rule, starting from zeros.

    Args:
        x: samples, (N, D).
        y: labels, 0 or 1, integers, (N,).
        lr: learning rate.
        epochs: at most how often to go through all samples.

    Returns:
        w: weights, (D,).
        beta: threshold, a number.

    Source:
        Rosenblatt's rule (1958), with the threshold learned as one more weight on the input -1.
    """
    w, beta = np.zeros(x.shape[1]), 0.0
    for _ in range(epochs):
        errors = 0
        for sample, label in zip(x, y, strict=True):
            error = int(label) - int(sample @ w > beta)
            w += lr * error * sample
            beta -= lr * error
            errors += abs(error)  # not the signed sum, which cancels
        if errors == 0:
            break
    return w, beta
