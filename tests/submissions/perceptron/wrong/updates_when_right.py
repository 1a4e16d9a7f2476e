"""Adds or subtracts every sample, also the right ones."""
# breaks: task 3
# misconception: updates-when-right

import numpy as np


def predict(x, w, beta):
    return np.where(x @ w > beta, 1, 0)


def gate(name):
    if name == "AND":
        return np.array([0.5, 0.5]), 0.8
    if name == "OR":
        return np.array([0.5, 0.5]), 0.2
    return np.array([-0.5, -0.5]), -0.8


def train(x, y, lr=1.0, epochs=100):
    w = np.zeros(x.shape[1])
    beta = 0.0
    for _ in range(epochs):
        if np.all((x @ w > beta) == y):
            break
        for xi, yi in zip(x, y):
            sign = 1 if yi == 1 else -1
            w = w + lr * sign * xi
            beta = beta - lr * sign
    return w, beta
