"""One threshold for AND and OR."""
# breaks: task 2
# misconception: one-threshold-for-all

import numpy as np


def predict(x, w, beta):
    return np.where(x @ w > beta, 1, 0)


def gate(name):
    w, beta = np.array([1.0, 1.0]), 1.0
    if name == "NAND":
        w, beta = -w, -1.5
    return w, beta


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
