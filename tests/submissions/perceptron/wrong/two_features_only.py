"""Written for gates: only the first two features are used."""
# breaks: task 1
# misconception: hard-coded-size

import numpy as np


def predict(x, w, beta):
    total = x[:, 0] * w[0]
    if len(w) > 1:
        total = total + x[:, 1] * w[1]
    return (total > beta).astype(int)


def gate(name):
    if name == "AND":
        return np.array([0.5, 0.5]), 0.8
    if name == "OR":
        return np.array([0.5, 0.5]), 0.2
    return np.array([-0.5, -0.5]), -0.8


def train(x, y, lr=1.0, epochs=100):
    w = np.zeros(x.shape[1])
    beta = 0.0
    for epoch in range(epochs):
        mistakes = 0
        for xi, yi in zip(x, y):
            guess = 1 if np.dot(xi, w) > beta else 0
            e = yi - guess
            if e != 0:
                w = w + lr * e * xi
                beta = beta - lr * e
                mistakes += 1
        if mistakes == 0:
            break
    return w, beta
