"""A tape that differentiates by itself; the last node of the tape is the cache."""

import numpy as np


class Var:
    """An array that remembers what it was computed from."""

    def __init__(self, value, parents=()):
        self.value = np.asarray(value, dtype=float)
        self.parents = parents  # pairs of a Var and the function that takes a gradient to it

    def __matmul__(self, other):
        a, b = self.value, other.value
        to_a = (lambda g: g @ b.T) if b.ndim == 2 else (lambda g: np.outer(g, b))
        return Var(a @ b, [(self, to_a), (other, lambda g: a.T @ g)])

    def __add__(self, other):
        def shrink(g):
            while g.ndim > other.value.ndim:
                g = g.sum(axis=0)
            return g

        return Var(self.value + other.value, [(self, lambda g: g), (other, shrink)])

    def relu(self):
        on = self.value > 0
        return Var(self.value * on, [(self, lambda g: g * on)])

    def gradients(self, g):
        """By Var, for everything that this was computed from; a chain is walked back node by node."""
        found = {}
        todo = [(self, g)]
        while todo:
            node, g = todo.pop()
            found[node] = found[node] + g if node in found else g
            todo += [(parent, pull(g)) for parent, pull in node.parents]
        return found


def relu(z):
    return Var(z).relu().value


def forward(x, w1, b1, w2, b2):
    leaves = [Var(x), Var(w1), Var(b1), Var(w2), Var(b2)]
    x, w1, b1, w2, b2 = leaves
    out = (x @ w1 + b1).relu() @ w2 + b2
    return out.value, (out, leaves)


def mse(y_hat, y):
    return ((y_hat - y) @ (y_hat - y)) / y.size


def backward(dy_hat, cache):
    out, (_, w1, b1, w2, b2) = cache
    found = out.gradients(dy_hat)
    return {"w1": found[w1], "b1": found[b1], "w2": found[w2], "b2": found[b2]}


def xor_weights():
    w1 = np.array([[2.0, 2.0], [2.0, 2.0]])
    return w1, np.array([0.0, -2.0]), np.array([0.5, -1.0]), np.array(0.0)


def train(x, y, hidden, lr, epochs, rng):
    p = {
        "w1": rng.normal(0, 1, (x.shape[1], hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(0, 1, hidden) / np.sqrt(hidden),
        "b2": 0.0,
    }
    for _ in range(epochs):
        y_hat, cache = forward(x, **p)
        for name, g in backward(2 * (y_hat - y) / len(y), cache).items():
            p[name] = p[name] - lr * g
    return tuple(p.values())
