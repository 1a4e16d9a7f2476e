"""A class behind the three functions."""

import numpy as np


class Unit:
    """Fires above its threshold."""

    GATES = {"AND": (1.0, 1.0, 1.5), "OR": (1.0, 1.0, 0.5), "NAND": (-1.0, -1.0, -1.5)}

    def __init__(self, w, beta=0.0):
        self.w = np.asarray(w, dtype=float)
        self.beta = beta

    @classmethod
    def named(cls, name):
        *w, beta = cls.GATES[name]
        return cls(w, beta)

    def __call__(self, sample):
        return int(np.dot(self.w, sample) > self.beta)

    def learn(self, sample, label, lr):
        error = int(label) - self(sample)
        self.w += lr * error * sample
        self.beta -= lr * error
        return error


def predict(x, w, beta):
    unit = Unit(w, beta)
    return np.fromiter((unit(sample) for sample in x), dtype=np.int64, count=len(x))


def gate(name):
    unit = Unit.named(name)
    return unit.w, unit.beta


def train(x, y, lr=1.0, epochs=100):
    unit = Unit(np.zeros(x.shape[1]))
    for _ in range(epochs):
        errors = [unit.learn(sample, label, lr) for sample, label in zip(x, y)]
        if not any(errors):
            break
    return unit.w, unit.beta
