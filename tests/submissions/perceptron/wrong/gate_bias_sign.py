"""Gives the bias of each gate where the threshold is asked."""
# breaks: task 2
# misconception: beta-sign

import numpy as np


def predict(x, w, beta):
    return np.where(x @ w > beta, 1, 0)


def gate(name):
    # w1 * x1 + w2 * x2 + b > 0
    weights = {
        "AND": (np.array([1.0, 1.0]), -1.5),
        "OR": (np.array([1.0, 1.0]), -0.5),
        "NAND": (np.array([-1.0, -1.0]), 1.5),
    }
    return weights[name]


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
