"""What backward needs is kept in the module; the cache is a ticket to it."""

from collections import namedtuple

import numpy as np

Kept = namedtuple("Kept", "x on h w2")
_kept = []


def relu(z):
    return np.choose(z > 0, (np.zeros_like(z), z))


def forward(x, w1, b1, w2, b2):
    z = np.matmul(x, w1) + b1
    h = relu(z)
    _kept.append(Kept(x, z > 0, h, w2))
    return np.matmul(h, w2) + b2, len(_kept) - 1


def mse(y_hat, y):
    return np.var(y_hat - y) + np.mean(y_hat - y) ** 2


def backward(dy_hat, cache):
    x, on, h, w2 = _kept[cache]
    dz = np.einsum("n,h->nh", dy_hat, w2)
    dz[~on] = 0
    dw1 = np.asfortranarray(x.T @ dz)
    return {"w1": dw1, "b1": np.ones(len(x)) @ dz, "w2": h.T @ dy_hat, "b2": dy_hat.sum()}


def xor_weights():
    w1 = np.array([[1.0, 1.0], [1.0, 1.0]], order="F")
    return w1, np.array([0.0, -1.0]), np.array([1.0, -2.0]), np.float32(0)


def train(x, y, hidden, lr, epochs, rng):
    w1 = rng.normal(size=(hidden, x.shape[1])).T * 0.9
    b1, w2, b2 = np.zeros(hidden), rng.normal(size=hidden) * 0.3, 0.0
    start = len(_kept)
    for _ in range(epochs):
        y_hat, ticket = forward(x, w1, b1, w2, b2)
        g = backward(2 * (y_hat - y) / len(y), ticket)
        w1, b1, w2, b2 = (p - lr * g[k] for p, k in zip((w1, b1, w2, b2), ("w1", "b1", "w2", "b2")))
        del _kept[start:]  # tickets of calls before must stay good
    return w1, b1, w2, b2
