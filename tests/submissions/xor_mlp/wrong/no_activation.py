"""Leaves the activation out: two linear layers, whose gradient is right for ReLU."""
# breaks: task 1
# misconception: linear-is-enough

import numpy as np


def relu(z):
    return np.maximum(0, z)


def forward(x, w1, b1, w2, b2):
    z = x @ w1 + b1
    h = np.maximum(0, z)
    y_hat = z @ w2 + b2
    return y_hat, (x, z, h, w2)


def mse(y_hat, y):
    return np.mean((y_hat - y) ** 2)


def backward(dy_hat, cache):
    x, z, h, w2 = cache
    dw2 = h.T @ dy_hat
    db2 = np.sum(dy_hat)
    dh = dy_hat[:, None] * w2
    dz = dh * (z > 0)
    dw1 = x.T @ dz
    db1 = np.sum(dz, axis=0)
    return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}


def xor_weights():
    w1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    b1 = np.array([0.0, -1.0])
    w2 = np.array([1.0, -2.0])
    return w1, b1, w2, 0.0


def train(x, y, hidden, lr, epochs, rng):
    n, d = x.shape
    w1 = rng.normal(0, 0.5, size=(d, hidden))
    b1 = np.zeros(hidden)
    w2 = rng.normal(0, 0.5, size=hidden)
    b2 = 0.0
    for _ in range(epochs):
        z = x @ w1 + b1
        h = np.maximum(0, z)
        dy = 2 * (h @ w2 + b2 - y) / n
        dz = np.outer(dy, w2) * (z > 0)
        w2 = w2 - lr * (h.T @ dy)
        b2 = b2 - lr * dy.sum()
        w1 = w1 - lr * (x.T @ dz)
        b1 = b1 - lr * dz.sum(axis=0)
    return w1, b1, w2, b2
