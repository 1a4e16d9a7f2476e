"""As many digits as numpy has: np.longdouble inside and outside."""

import numpy as np

wide = np.longdouble


def relu(z):
    return np.where(z > 0, z, 0).astype(wide)


def forward(x, w1, b1, w2, b2):
    x, w1, b1, w2 = (a.astype(wide) for a in (x, w1, b1, w2))
    z = (x[:, :, None] * w1).sum(axis=1) + b1
    return (relu(z) * w2).sum(axis=1) + wide(b2), (x, z, w2)


def mse(y_hat, y):
    return np.mean((y_hat.astype(wide) - y) ** 2)


def backward(dy_hat, cache):
    x, z, w2 = cache
    g = dy_hat.astype(wide)[:, None]
    dz = g * w2 * (z > 0)
    return {
        "w1": (x[:, :, None] * dz[:, None, :]).sum(axis=0),
        "b1": dz.sum(axis=0),
        "w2": (g * relu(z)).sum(axis=0),
        "b2": g.sum(),
    }


def xor_weights():
    w1 = np.array([[1, 1], [1, 1]], dtype=wide)
    return w1, np.array([0, -1], dtype=wide), np.array([1, -2], dtype=wide), wide(0)


def train(x, y, hidden, lr, epochs, rng):
    w1 = rng.normal(0, 0.9, (x.shape[1], hidden)).astype(wide)
    b1, w2, b2 = np.zeros(hidden, wide), rng.normal(0, 0.4, hidden).astype(wide), wide(0)
    for _ in range(epochs):
        y_hat, cache = forward(x, w1, b1, w2, b2)
        g = backward(2 * (y_hat - y) / len(y), cache)
        w1, b1, w2, b2 = w1 - lr * g["w1"], b1 - lr * g["b1"], w2 - lr * g["w2"], b2 - lr * g["b2"]
    return w1, b1, w2, b2
