"""A network class behind the functions; the network is the cache."""

import numpy as np


class Network:
    def __init__(self, w1, b1, w2, b2):
        self.w1, self.b1, self.w2, self.b2 = w1, b1, w2, b2

    def __call__(self, x):
        self.x = x
        self.h = relu(x.dot(self.w1) + self.b1)
        return self.h.dot(self.w2) + self.b2

    def gradients(self, dy):
        dh = dy.reshape(-1, 1) @ self.w2.reshape(1, -1)
        dh[self.h <= 0] = 0
        return self.x.T.dot(dh), dh.sum(axis=0), self.h.T.dot(dy), dy.sum()

    def step(self, dy, lr):
        for name, g in zip(("w1", "b1", "w2", "b2"), self.gradients(dy)):
            setattr(self, name, getattr(self, name) - lr * g)

    @property
    def parts(self):
        return self.w1, self.b1, self.w2, self.b2


def relu(z):
    return np.where(z > 0, z, 0.0)


def forward(x, w1, b1, w2, b2):
    network = Network(w1, b1, w2, b2)
    return network(x), network


def mse(y_hat, y):
    error = y_hat - y
    return error @ error / len(error)


def backward(dy_hat, cache):
    return dict(zip(("w1", "b1", "w2", "b2"), cache.gradients(dy_hat)))


def xor_weights():
    return np.array([[0.5, 2], [0.5, 2]]), np.array([0.0, -2]), np.array([2.0, -1]), np.array(0.0)


def train(x, y, hidden, lr, epochs, rng):
    limit = np.sqrt(6 / (x.shape[1] + hidden))
    network = Network(
        rng.uniform(-limit, limit, (x.shape[1], hidden)), np.zeros(hidden), rng.uniform(-0.6, 0.6, hidden), 0.0
    )
    for _ in range(epochs):
        network.step(2 / len(y) * (network(x) - y), lr)
    return network.parts
