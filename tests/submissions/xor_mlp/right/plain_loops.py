"""Loops over Python numbers, sample by sample and unit by unit."""

import numpy as np


def relu(z):
    flat = [v if v > 0 else 0.0 for v in z.ravel().tolist()]
    return np.array(flat).reshape(z.shape)


def forward(x, w1, b1, w2, b2):
    outputs, sums = [], []
    for sample in x.tolist():
        total, row = float(b2), []
        for j in range(len(b1)):
            z = float(b1[j])
            for i, value in enumerate(sample):
                z += value * float(w1[i, j])
            row.append(z)
            if z > 0:
                total += z * float(w2[j])
        sums.append(row)
        outputs.append(total)
    return np.array(outputs), {"x": x.tolist(), "sums": sums, "w2": w2.tolist()}


def mse(y_hat, y):
    total = 0.0
    for a, b in zip(y_hat.tolist(), y.tolist()):
        total += (a - b) * (a - b)
    return total / len(y)


def backward(dy_hat, cache):
    x, sums, w2 = cache["x"], cache["sums"], cache["w2"]
    features, hidden = len(x[0]), len(w2)
    dw1 = [[0.0] * hidden for _ in range(features)]
    db1, dw2, db2 = [0.0] * hidden, [0.0] * hidden, 0.0
    for sample, row, g in zip(x, sums, dy_hat.tolist()):
        db2 += g
        for j, z in enumerate(row):
            if z > 0:
                dw2[j] += g * z
                db1[j] += g * w2[j]
                for i, value in enumerate(sample):
                    dw1[i][j] += g * w2[j] * value
    return {"w1": np.array(dw1), "b1": np.array(db1), "w2": np.array(dw2), "b2": db2}


def xor_weights():
    # three hidden units: x1, x2, and both
    return np.array([[1.0, 0, 1], [0, 1.0, 1]]), np.array([0, 0, -1.0]), np.array([1.0, 1, -2]), 0


def train(x, y, hidden, lr, epochs, rng):
    n, d = x.shape
    w1 = [[rng.uniform(-1, 1) for _ in range(hidden)] for _ in range(d)]
    b1 = [rng.uniform(-0.1, 0.1) for _ in range(hidden)]
    w2 = [rng.uniform(-1, 1) for _ in range(hidden)]
    b2 = 0.0
    samples, targets = x.tolist(), y.tolist()
    for _ in range(epochs):
        dw1 = [[0.0] * hidden for _ in range(d)]
        db1, dw2, db2 = [0.0] * hidden, [0.0] * hidden, 0.0
        for sample, target in zip(samples, targets):
            active = []
            out = b2
            for j in range(hidden):
                z = b1[j]
                for i in range(d):
                    z += sample[i] * w1[i][j]
                if z > 0:
                    active.append((j, z))
                    out += z * w2[j]
            g = 2 * (out - target) / n
            db2 += g
            for j, z in active:
                dw2[j] += g * z
                db1[j] += g * w2[j]
                for i in range(d):
                    dw1[i][j] += g * w2[j] * sample[i]
        b2 -= lr * db2
        for j in range(hidden):
            w2[j] -= lr * dw2[j]
            b1[j] -= lr * db1[j]
            for i in range(d):
                w1[i][j] -= lr * dw1[i][j]
    return np.array(w1), np.array(b1), np.array(w2), b2
