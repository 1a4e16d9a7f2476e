"""The textbook rule for labels -1 and +1, with an update on the border."""
# breaks: task 3
# misconception: labels-plus-minus

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
    t = 2 * y - 1
    w = np.zeros(x.shape[1])
    beta = 0.0
    for _ in range(epochs):
        changed = False
        for xi, ti in zip(x, t):
            if ti * (np.dot(w, xi) - beta) <= 0:
                w = w + lr * ti * xi
                beta = beta - lr * ti
                changed = True
        if not changed:
            break
    return w, beta
