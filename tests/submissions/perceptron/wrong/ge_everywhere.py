"""Fires at the threshold, in predict and so in training, which calls predict."""
# breaks: task 1, 3
# misconception: ge-at-threshold

import numpy as np


def predict(x, w, beta):
    return np.where(x @ w >= beta, 1, 0)


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
        wrong = False
        for i in range(len(x)):
            e = y[i] - predict(x[i : i + 1], w, beta)[0]
            if e:
                w += lr * e * x[i]
                beta -= lr * e
                wrong = True
        if not wrong:
            break
    return w, beta
