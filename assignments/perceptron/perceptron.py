"""The perceptron in numpy: a unit that fires above a threshold and learns from its errors.

The handout is README.md (English) and README.ko.md (Korean) beside this file.
"""

import numpy as np


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
    # TODO task 1: compare every sample's weighted sum with the threshold.
    raise NotImplementedError("task 1: predict is yours to write")


def gate(name: str) -> tuple[np.ndarray, float]:
    """Choose weights and a threshold by hand, so that the unit is a logic gate.

    Args:
        name: "AND", "OR" or "NAND".

    Returns:
        w: weights for two inputs of 0 or 1, (2,).
        beta: threshold, a number.
    """
    # TODO task 2: find numbers that work for each of the three gates.
    raise NotImplementedError("task 2: gate is yours to write")


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
    # TODO task 3: go through the samples in order and correct every error at once.
    raise NotImplementedError("task 3: train is yours to write")
