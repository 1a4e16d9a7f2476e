"""As many digits as numpy has: np.longdouble inside and outside."""

import numpy as np

wide = np.longdouble


def predict(x, w, beta):
    return ((x.astype(wide) * w.astype(wide)).sum(axis=1) > wide(beta)).astype(np.uint64)


def gate(name):
    w = np.array([1, 1], dtype=wide) / 2
    table = {"AND": (w, wide(3) / 4), "OR": (w, wide(1) / 4), "NAND": (-w, -wide(3) / 4)}
    return table[name]


def train(x, y, lr=1.0, epochs=100):
    x, lr = np.asarray(x, dtype=wide), wide(lr)
    w, beta = np.zeros(x.shape[1], dtype=wide), wide(0)
    done = 0
    wrong = True
    while wrong and done < epochs:
        wrong = False
        for k in range(len(x)):
            answer = 1 if np.sum(w * x[k]) > beta else 0
            if answer < y[k]:
                w, beta, wrong = w + lr * x[k], beta - lr, True
            elif answer > y[k]:
                w, beta, wrong = w - lr * x[k], beta + lr, True
        done += 1
    return w, beta
