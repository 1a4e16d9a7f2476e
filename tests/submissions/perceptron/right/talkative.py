"""Prints every epoch; that is allowed."""

import numpy as np


def predict(x, w, beta):
    result = (x @ w > beta) * 1
    print("predict:", result)
    return result


def gate(name):
    print("게이트", name)
    w = np.array([1.0, 1.0])
    beta = 1.5 if name != "OR" else 0.5
    if name == "NAND":
        w, beta = -w, -beta
    return w, beta


def train(x, y, lr=1.0, epochs=100):
    w = np.zeros(x.shape[1])
    beta = 0
    for epoch in range(epochs):
        errors = 0
        for i in range(x.shape[0]):
            e = y[i] - predict(x[i : i + 1], w, beta)[0]
            w += lr * e * x[i]
            beta -= lr * e
            errors += int(e != 0)
        print(f"epoch {epoch}: errors {errors}, w {w}, beta {beta}")
        if errors == 0:
            break
    return w, beta
