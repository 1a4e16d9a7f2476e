"""Adds up the corrections of an epoch and applies them at its end."""
# breaks: task 3
# misconception: batch-update

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
        e = y - (x @ w > beta)
        if not e.any():
            break
        w += lr * (e @ x)
        beta -= lr * e.sum()
    return w, beta
