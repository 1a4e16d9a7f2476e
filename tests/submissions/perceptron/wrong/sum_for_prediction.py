"""Takes the weighted sum itself for the prediction (the delta rule)."""
# breaks: task 3
# misconception: delta-rule

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
        for xi, yi in zip(x, y):
            e = np.clip(yi - (xi @ w - beta), -1.0, 1.0)
            w += lr * e * xi
            beta -= lr * e
        if np.all((x @ w > beta) == y):
            break
    return w, beta
