"""Works with columns inside and flattens at the door; 0-d arrays for numbers."""

import numpy as np


def relu(z):
    return (np.abs(z) + z) / 2


def forward(x, w1, b1, w2, b2):
    z = np.dot(x, w1) + b1.reshape(1, -1)
    h = z * (z > 0)
    y_hat = np.dot(h, w2.reshape(-1, 1)) + b2
    return y_hat.ravel(), [x.copy(), z, h, w2.copy()]


def mse(y_hat, y):
    e = y_hat.reshape(-1, 1) - y.reshape(-1, 1)
    return np.asarray(np.sum(e * e) / e.shape[0])


def backward(dy_hat, cache):
    x, z, h, w2 = cache
    g = dy_hat.reshape(-1, 1)
    dh = np.dot(g, w2.reshape(1, -1))
    dh = dh * np.heaviside(z, 0)
    grads = {}
    grads["b2"] = np.squeeze(np.sum(g, axis=0))
    grads["w2"] = np.dot(h.T, g).ravel()
    grads["b1"] = np.dot(np.ones((1, len(x))), dh)[0]
    grads["w1"] = np.dot(x.T, dh)
    return grads


def xor_weights():
    w1 = np.ones((2, 2), dtype=np.float32)
    return w1, np.float32([0, -1]), np.float32([1, -2]), np.float32(0)


def train(x, y, hidden, lr, epochs, rng):
    w1 = rng.standard_normal((x.shape[1], hidden)) * 0.1
    b1 = np.full(hidden, 0.01)
    w2 = rng.standard_normal(hidden) * 0.1
    b2 = np.zeros(1)
    for _ in range(epochs):
        y_hat, cache = forward(x, w1, b1, w2, b2)
        g = backward(2.0 * (y_hat - y) / len(x), cache)
        w1 -= lr * g["w1"]
        b1 -= lr * g["b1"]
        w2 -= lr * g["w2"]
        b2 -= lr * g["b2"]
    return w1, b1, w2, b2[0]
