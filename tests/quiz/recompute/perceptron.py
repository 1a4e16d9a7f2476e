"""Perceptrons and small networks: numpy on the arrays, gradients by differences, brute force."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import numpy as np

CORNERS = np.array(list(product((0, 1), repeat=2)), dtype=float)
# Written down once more, by what the gates mean.
GATES: dict[str, Callable[[bool, bool], bool]] = {
    "AND": lambda a, b: a and b,
    "OR": lambda a, b: a or b,
    "NAND": lambda a, b: not (a and b),
}
# Every direction that can part points of small whole coordinates: an edge of the cone of those
# that do is at right angles to a difference of two points, and the sum of two edges lies inside.
DIRECTIONS = np.array(list(product(range(-12, 13), repeat=2)), dtype=float)


def rows(values: Any) -> tuple[tuple[float, ...], ...]:
    """A table as an item holds it."""
    return tuple(tuple(row) for row in np.atleast_2d(values).tolist())


def fires(x: Any, w: Any, beta: float) -> np.ndarray:
    return np.asarray(x, dtype=float) @ np.asarray(w, dtype=float) > beta


def only(names: Iterator[str]) -> str:
    """The one option that holds."""
    (name,) = names
    return name


def gate_weights(params: Any) -> str:
    gate = np.array([GATES[params["gate"]](bool(a), bool(b)) for a, b in CORNERS])
    if params["ask"] == "mistakes":
        wrong = CORNERS[fires(CORNERS, params["w"], params["beta"]) != gate].tolist()
        return only(name for name, said in params["options"].items() if said == wrong)
    # Try thresholds at every end of a range, and on both sides of it.
    options = params["options"].values()
    ends = {each[end] for each in options for end in ("low", "high")}
    tried = [end + shift for end in ends for shift in (-1 / 16, 0, 1 / 16)]

    def holds(said: Any) -> bool:
        return all(
            np.array_equal(fires(CORNERS, params["w"], beta), gate)
            == (
                said["low"] <= beta < said["high"]
                if said["with_low"]
                else said["low"] < beta <= said["high"]
            )
            for beta in tried
        )

    return only(name for name, said in params["options"].items() if holds(said))


def which_fire(params: Any) -> tuple[str, ...]:
    names, inputs = zip(*params["options"].items(), strict=True)
    return tuple(np.array(names)[fires(inputs, params["w"], params["beta"])].tolist())


def rosenblatt_step(params: Any) -> tuple[tuple[float, ...], ...]:
    # The threshold as a weight whose input is always -1.
    state = np.array([*params["w"], params["beta"]], dtype=float)
    for x, y in zip(params["x"], params["y"], strict=True):
        extended = np.array([*x, -1.0])
        state = state + params["lr"] * (y - int(extended @ state > 0)) * extended
    return rows(state)


def is_separable(zeros: np.ndarray, ones: np.ndarray) -> bool:
    below, above = DIRECTIONS @ zeros.T, DIRECTIONS @ ones.T
    return bool(np.any(below.max(axis=1) < above.min(axis=1)))


def cross(first: Any, second: Any) -> bool:
    """Whether two segments meet between their ends: a + s·(b - a) = c + t·(d - c)."""
    (a, b), (c, d) = np.array(first, dtype=float), np.array(second, dtype=float)
    sides = np.column_stack([b - a, c - d])
    if abs(np.linalg.det(sides)) < 1e-9:
        return False
    return bool(np.all((at := np.linalg.solve(sides, c - a)) > 1e-9) and np.all(at < 1 - 1e-9))


def separable(params: Any) -> str:
    zeros, ones = (np.array(params[name], dtype=float) for name in ("zeros", "ones"))
    is_possible = is_separable(zeros, ones)

    def holds(said: Any) -> bool:
        if said["separable"] != is_possible:
            return False
        if "w" in said:
            unit = said["w"], said["beta"]
            return bool(fires(ones, *unit).all() and not fires(zeros, *unit).any())
        if said["reason"] == "crossing":
            return cross(said["ones"], said["zeros"])
        return said["reason"] == "diagonals"  # of a function that is not separable

    return only(name for name, said in params["options"].items() if holds(said))


def activated(z: np.ndarray, activation: str) -> np.ndarray:
    return np.maximum(z, 0) if activation == "relu" else np.heaviside(z, 0)


def xor_hidden(params: Any) -> tuple[tuple[float, ...], ...]:
    z = np.array(params["x"]) @ np.array(params["w1"]) + np.array(params["b1"])
    return rows(activated(z, params["activation"]))


def threshold_relu(params: Any) -> tuple[tuple[float, ...], ...]:
    z = (np.array(params["x"]) @ np.array(params["w"]) + np.array(params["b"])).ravel()
    return rows([activated(z, "threshold"), activated(z, "relu")])


def mlp_forward(params: Any) -> float:
    h = np.maximum(np.array(params["x"]) @ np.array(params["w1"]) + np.array(params["b1"]), 0)
    return float(h @ np.array(params["w2"]) + params["b2"])


def mse(params: Any) -> float:
    return float(np.mean((np.array(params["y_hat"]) - np.array(params["y"])) ** 2))


def descended(loss: Callable[..., float], values: list[float], lr: float) -> list[float]:
    """A step by central differences, exact for a loss that is quadratic in each value."""
    step = 2.0**-10
    after = []
    for at, value in enumerate(values):
        up, down = ([*values[:at], value + by, *values[at + 1 :]] for by in (step, -step))
        after.append(value - lr * (loss(*up) - loss(*down)) / (2 * step))
    return after


def gradient_step(params: Any) -> Any:
    x, y = np.array(params["x"], dtype=float), np.array(params["y"], dtype=float)
    if params["ask"] == "stepped_weight":
        (after,) = descended(lambda w: np.mean((w * x - y) ** 2), [params["w"]], params["lr"])
        return after
    if params["ask"] == "stepped_line":
        line = [params["w"], params["b"]]
        return rows(descended(lambda w, b: np.mean((w * x + b - y) ** 2), line, params["lr"]))

    is_on = params["w1"] * x + params["b1"] > 0  # relu'(0) = 0: at 0 a unit counts as off

    def loss(w1: float, b1: float, w2: float, b2: float) -> float:
        return float((w2 * is_on * (w1 * x + b1) + b2 - y) ** 2)

    values = [params[name] for name in ("w1", "b1", "w2", "b2")]
    return rows(descended(loss, values, params["lr"]))


KEYS = {
    "gate_weights": gate_weights,
    "which_fire": which_fire,
    "rosenblatt_step": rosenblatt_step,
    "separable": separable,
    "xor_hidden": xor_hidden,
    "threshold_relu": threshold_relu,
    "mlp_forward": mlp_forward,
    "mse": mse,
    "gradient_step": gradient_step,
}
