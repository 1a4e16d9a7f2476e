"""Loops over Python numbers; numpy only at the door."""

import numpy as np


def fires(sample, weights, threshold):
    total = 0.0
    for a, b in zip(sample, weights):
        total += a * b
    return 1 if total > threshold else 0


def predict(x, w, beta):
    answers = []
    for sample in x.tolist():
        answers.append(fires(sample, w.tolist(), beta))
    return np.array(answers)


def gate(name):
    if name == "AND":
        weights, beta = [1, 1], 1
    elif name == "OR":
        weights, beta = [1, 1], 0
    elif name == "NAND":
        weights, beta = [-1, -1], -2
    return np.array(weights), beta


def train(x, y, lr=1.0, epochs=100):
    samples, labels = x.tolist(), y.tolist()
    weights = [0.0] * len(samples[0])
    beta = 0.0
    for _ in range(epochs):
        clean = True
        for sample, label in zip(samples, labels):
            error = label - fires(sample, weights, beta)
            if error:
                clean = False
                for i, value in enumerate(sample):
                    weights[i] += lr * error * value
                beta -= lr * error
        if clean:
            break
    return np.array(weights), beta
