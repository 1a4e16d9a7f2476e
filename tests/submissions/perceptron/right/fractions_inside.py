"""Exact fractions inside; floating point only at the door."""

from fractions import Fraction

import numpy as np


def exact(numbers):
    return [Fraction(number) for number in np.asarray(numbers).tolist()]


def fires(sample, w, beta):
    return int(sum((a * b for a, b in zip(sample, w)), Fraction(0)) > beta)


def predict(x, w, beta):
    w, beta = exact(w), Fraction(float(beta))
    return np.array([fires(exact(sample), w, beta) for sample in x])


def gate(name):
    half = Fraction(1, 2)
    w, beta = [half, half], {"AND": half, "OR": Fraction(1, 4), "NAND": -3 * half / 2}[name]
    if name == "NAND":
        w = [-part for part in w]
    return np.array([float(part) for part in w]), float(beta)


def train(x, y, lr=1.0, epochs=100):
    samples = [exact(sample) for sample in x]
    w, beta, lr = [Fraction(0)] * len(samples[0]), Fraction(0), Fraction(lr)
    for _ in range(epochs):
        before = (list(w), beta)
        for sample, label in zip(samples, y.tolist()):
            move = lr * (label - fires(sample, w, beta))
            if move:
                w = [a + move * b for a, b in zip(w, sample)]
                beta -= move
        if (w, beta) == before and all(fires(s, w, beta) == t for s, t in zip(samples, y)):
            break
    return np.array(w, dtype=float), float(beta)
