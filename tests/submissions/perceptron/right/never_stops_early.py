"""Goes on after an epoch without an error; nothing changes any more."""

import numpy as np


def predict(x, w, beta):
    return np.array([1 if np.sum(row * w) > beta else 0 for row in x])


def gate(name):
    # Huge numbers work as well.
    table = {"AND": (3e5, 4e5, 6e5), "OR": (1e-9, 1e-9, 5e-10), "NAND": (-1.0, -1.0, -1.0000001)}
    a, b, beta = table[name]
    return np.array([a, b]), beta


def train(x, y, lr=1.0, epochs=100):
    w = np.zeros((1, x.shape[1]))
    beta = 0.0
    for _ in range(epochs):
        for i, label in enumerate(y):
            out = (w @ x[i])[0] > beta
            if out and not label:
                w[0] -= lr * x[i]
                beta += lr
            elif label and not out:
                w[0] += lr * x[i]
                beta -= lr
    return w[0], np.float64(beta)
