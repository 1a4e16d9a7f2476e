"""Turns the caller's 0 labels into -1."""
# breaks: task 3
# misconception: mutates-input

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
    y[y == 0] = -1
    w = np.zeros(x.shape[1])
    beta = 0.0
    for _ in range(epochs):
        errors = 0
        for xi, yi in zip(x, y):
            guess = 1 if xi @ w > beta else -1
            if guess != yi:
                w += lr * yi * xi
                beta -= lr * yi
                errors += 1
        if errors == 0:
            break
    return w, beta
