"""The threshold is one more weight, on an input that is always -1."""

import numpy as np


def with_minus_one(x):
    return np.hstack([x, -np.ones((x.shape[0], 1))])


def predict(x, w, beta):
    return np.where(with_minus_one(x) @ np.append(w, beta) > 0, 1, 0)


def gate(name):
    x = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    labels = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0]}[name]
    return train(x, np.array(labels))


def train(x, y, lr=1.0, epochs=100):
    x = with_minus_one(x)
    w = np.zeros(x.shape[1])
    for _ in range(epochs):
        start = w.copy()
        wrong = 0
        for i in range(len(x)):
            e = y[i] - (1 if x[i] @ w > 0 else 0)
            w += lr * e * x[i]
            wrong += abs(e)
        if wrong == 0:
            assert (start == w).all()
            break
    return w[:-1], w[-1]
