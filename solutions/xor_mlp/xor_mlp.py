"""The reference for xor_mlp."""

import numpy as np

Cache = tuple[np.ndarray, np.ndarray, np.ndarray]
Weights = tuple[np.ndarray, np.ndarray, np.ndarray, float]


def relu(z: np.ndarray) -> np.ndarray:
    """Replace every negative number by 0.

    Args:
        z: any shape.

    Returns:
        A new array with the shape of z.
    """
    return np.maximum(z, 0.0)


def forward(
    x: np.ndarray, w1: np.ndarray, b1: np.ndarray, w2: np.ndarray, b2: float
) -> tuple[np.ndarray, Cache]:
    """Compute the outputs of the network for all samples.

    Args:
        x: samples, (N, D).
        w1: weights of the hidden layer, (D, H).
        b1: biases of the hidden layer, (H,).
        w2: weights of the output, (H,).
        b2: bias of the output, a number.

    Returns:
        y_hat: (N,).
        cache: what `backward` needs.
    """
    z = x @ w1 + b1  # (N, H)
    return relu(z) @ w2 + b2, (x, z, w2)


def mse(y_hat: np.ndarray, y: np.ndarray) -> float:
    """Compute the mean squared error.

    Args:
        y_hat: outputs, (N,).
        y: targets, (N,).

    Returns:
        The mean over the samples of (y_hat - y) ** 2.
    """
    return float(np.mean((y_hat - y) ** 2))


def backward(dy_hat: np.ndarray, cache: Cache) -> dict[str, np.ndarray | float]:
    """Carry the gradient of the loss from the outputs back to weights and biases.

    Args:
        dy_hat: gradient of the loss with respect to y_hat, (N,).
        cache: what `forward` returned for this call.

    Returns:
        The gradients with respect to "w1" (D, H), "b1" (H,), "w2" (H,) and "b2", a number.

    Source:
        The chain rule; CS231n notes, "Backpropagation, intuitions".
    """
    x, z, w2 = cache
    dz = np.outer(dy_hat, w2) * (z > 0)  # (N, H); the slope of ReLU at 0 is 0
    return {
        "w1": x.T @ dz,
        "b1": dz.sum(axis=0),
        "w2": relu(z).T @ dy_hat,
        "b2": float(dy_hat.sum()),
    }


def xor_weights() -> Weights:
    """Choose weights by hand, so that the network is XOR.

    Returns:
        w1 (2, 2), b1 (2,), w2 (2,) and b2: the count of ones, less twice what it has above 1.
    """
    return np.ones((2, 2)), np.array([0.0, -1.0]), np.array([1.0, -2.0]), 0.0


def train(
    x: np.ndarray, y: np.ndarray, hidden: int, lr: float, epochs: int, rng: np.random.Generator
) -> Weights:
    """Learn weights by full-batch gradient descent on the mean squared error.

    Args:
        x: samples, (N, D).
        y: targets, (N,).
        hidden: number of hidden units H.
        lr: learning rate.
        epochs: number of steps; each one uses all samples.
        rng: where the initial weights are drawn from.

    Returns:
        w1 (D, H), b1 (H,), w2 (H,) and b2.

    Source:
        The initial scale sqrt(2 / inputs) is He et al. (2015), for units with ReLU.
    """
    features = x.shape[1]
    w1 = rng.normal(0.0, np.sqrt(2.0 / features), (features, hidden))
    b1 = np.zeros(hidden)
    w2 = rng.normal(0.0, np.sqrt(2.0 / hidden), hidden)
    b2 = 0.0
    for _ in range(epochs):
        y_hat, cache = forward(x, w1, b1, w2, b2)
        gradients = backward(2.0 * (y_hat - y) / len(y), cache)
        w1 = w1 - lr * gradients["w1"]
        b1 = b1 - lr * gradients["b1"]
        w2 = w2 - lr * gradients["w2"]
        b2 = b2 - lr * gradients["b2"]
    return w1, b1, w2, b2
