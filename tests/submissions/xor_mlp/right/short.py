"""Everything as short as it goes; functions call each other."""

import numpy as np


def relu(z):
    return z.clip(min=0)


def forward(x, w1, b1, w2, b2):
    h = relu(x @ w1 + b1)
    return h @ w2 + b2, (x, h, w2)


def mse(y_hat, y):
    return ((y_hat - y) ** 2).mean()


def backward(dy_hat, cache):
    x, h, w2 = cache
    dz = np.where(h > 0, np.multiply.outer(dy_hat, w2), 0)
    return dict(w1=x.T @ dz, b1=dz.sum(0), w2=dy_hat @ h, b2=dy_hat.sum())


def xor_weights():
    return np.array([[1, -1], [-1, 1]]), np.array([0, 0]), np.array([1, 1]), 0


def train(x, y, hidden, lr, epochs, rng):
    p = dict(w1=rng.standard_normal((x.shape[1], hidden)), b1=np.zeros(hidden), w2=rng.standard_normal(hidden), b2=0.0)
    for _ in range(epochs):
        y_hat, cache = forward(x, **p)
        g = backward(2 * (y_hat - y) / y.size, cache)
        p = {name: p[name] - lr * g[name] for name in p}
    return p["w1"], p["b1"], p["w2"], p["b2"]
