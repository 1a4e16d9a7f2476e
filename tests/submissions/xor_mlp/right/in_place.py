"""Works in place, on copies and buffers of its own: out=, -=, masks."""

import numpy as np


def relu(z):
    z = np.array(z)  # a copy: the argument stays
    z[z <= 0] = 0.0
    return z


def forward(x, w1, b1, w2, b2):
    h = np.dot(x, w1)
    h += b1
    np.maximum(h, 0.0, out=h)
    y_hat = np.dot(h, w2)
    y_hat += b2
    return y_hat, {"x": x, "h": h, "w2": w2}


def mse(y_hat, y):
    e = np.subtract(y_hat, y)
    np.multiply(e, e, out=e)
    return e.mean()


def backward(dy_hat, cache):
    x, h, w2 = cache["x"], cache["h"], cache["w2"]
    dz = np.empty_like(h)
    np.multiply(dy_hat[:, np.newaxis], w2, out=dz)
    dz[h <= 0] = 0
    return {"w1": np.dot(x.T, dz), "b1": dz.sum(0), "w2": np.dot(dy_hat, h), "b2": np.sum(dy_hat)}


def xor_weights():
    w1 = np.zeros((2, 3))
    w1[:, 0] = -1
    w1[:, 1] = w1[:, 2] = 1
    b1 = np.zeros(3)
    b1 += [1, 0, -1]
    w2 = -np.ones(3)
    w2[1] = 0
    return [w1, b1, w2, 1]


def train(x, y, hidden, lr, epochs, rng):
    w1 = rng.standard_normal((x.shape[1], hidden))
    w1 /= np.sqrt(x.shape[1])
    w2 = rng.standard_normal(hidden)
    w2 /= np.sqrt(hidden)
    b1, b2 = np.zeros(hidden), np.zeros(())
    for _ in range(epochs):
        y_hat, cache = forward(x, w1, b1, w2, b2)
        y_hat -= y
        y_hat *= 2 / len(y)
        grads = backward(y_hat, cache)
        for p, name in ((w1, "w1"), (b1, "b1"), (w2, "w2"), (b2, "b2")):
            p -= lr * grads[name]
    return w1, b1, w2, b2
