"""Starts every epoch from zero weights."""
# breaks: task 3
# misconception: starts-over

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
    for _ in range(epochs):
        w = np.zeros(x.shape[1])
        beta = 0.0
        errors = 0
        for xi, yi in zip(x, y):
            e = yi - int(xi @ w > beta)
            w += lr * e * xi
            beta -= lr * e
            errors += e != 0
        if errors == 0:
            break
    return w, beta
