"""Counts the epochs from 1 and so loses one."""
# breaks: task 3
# misconception: off-by-one-epoch

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
    for epoch in range(1, epochs):
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
