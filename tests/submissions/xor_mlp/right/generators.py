"""A generator of networks, np.vectorize for ReLU, and weights as a list of lists."""

from collections import deque

import numpy as np

relu_one = np.vectorize(lambda v: v if v > 0 else 0.0, otypes=[float])


def relu(z):
    return relu_one(z)


def forward(x, w1, b1, w2, b2):
    z = [[sum(a * b for a, b in zip(row, col)) + c for col, c in zip(w1.T, b1)] for row in x]
    z = np.array(z)
    return (z * (z > 0)).dot(w2) + b2, (x.copy(), z, w2.copy())


def mse(y_hat, y):
    return sum((a - b) ** 2 for a, b in zip(y_hat, y)) / len(y)


def backward(dy_hat, cache):
    x, z, w2 = cache
    dz = [[g * v if s > 0 else 0.0 for v, s in zip(w2, row)] for g, row in zip(dy_hat, z)]
    dz = np.array(dz)
    return {
        "b1": np.array([sum(col) for col in dz.T]),
        "w1": np.array([[np.dot(a, b) for b in dz.T] for a in x.T]),
        "b2": sum(dy_hat.tolist()),
        "w2": np.array([np.dot(dy_hat, np.clip(col, 0, None)) for col in z.T]),
    }


def xor_weights():
    return np.array([[1, 1], [1, 1]]), np.array([0, -1]), np.array([1, -2]), 0


def networks(x, y, p, lr):
    """The network after every epoch, for ever."""
    w1, b1, w2, b2 = p
    while True:
        h = np.clip(x @ w1 + b1, 0, None)
        g = (h @ w2 + b2 - y) * 2 / len(y)
        dz = np.outer(g, w2) * np.sign(h)
        w1, b1, w2, b2 = w1 - lr * x.T @ dz, b1 - lr * dz.sum(0), w2 - lr * h.T @ g, b2 - lr * g.sum()
        yield w1, b1, w2, b2


def train(x, y, hidden, lr, epochs, rng):
    first = rng.uniform(-0.7, 0.7, (x.shape[1], hidden)), rng.uniform(0, 0.1, hidden)
    steps = networks(x, y, (*first, rng.uniform(-0.7, 0.7, hidden), 0.0), lr)
    (last,) = deque((p for p, _ in zip(steps, range(epochs))), maxlen=1)
    return last
