"""What is computed by hand: run the operation in numpy; take gradients by moving one number."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

Rows = tuple[tuple[float, ...], ...]


def rows(x: np.ndarray) -> Rows:
    return tuple(map(tuple, x.tolist()))


def conv(params: Any, **changed: np.ndarray | float) -> np.ndarray:
    """Convolve (C, H, W) with one filter (C, HH, WW); returns (H', W')."""
    given = {name: np.array(params.get(name, 0.0)) for name in ("x", "w", "b")} | changed
    pads = [(pad, pad) for pad in params.get("pad", (0, 0))]
    down, right = params.get("stride", (1, 1))
    padded = np.pad(given["x"], [(0, 0), *pads])
    windows = sliding_window_view(padded, given["w"].shape[1:], axis=(1, 2))
    return np.einsum("chwij,cij->hw", windows[:, ::down, ::right], given["w"]) + given["b"]


def windows(x: np.ndarray, layer: Any) -> np.ndarray:
    down, right = layer["stride"]
    return sliding_window_view(x, layer["kernel"])[::down, ::right]


def pool(params: Any) -> Rows:
    taken = windows(np.array(params["x"]), params["layer"])
    reduced = {"max_pool2d": np.max, "avg_pool2d": np.mean}[params["layer"]["type"]]
    return rows(reduced(taken, axis=(2, 3)))


def slope(loss: Callable[[np.ndarray], float], x: np.ndarray, step: float) -> np.ndarray:
    """Move each number by a step that a sum of products, or a maximum, carries over exactly."""
    found = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        moved = x.astype(float)
        moved[place] += step
        found[place] = (loss(moved) - loss(x)) / step
    return found


def conv_gradient(params: Any) -> Rows | float:
    name = params["ask"][1]
    dout = np.array(params["dout"])
    found = slope(
        lambda moved: float(np.sum(conv(params, **{name: moved}) * dout)),
        np.array(params.get(name, 0.0)),
        1.0,
    )
    return float(found) if name == "b" else rows(found[0])


def pool_gradient(params: Any) -> Rows:
    x = np.array(params["x"])
    # Far apart, and of equal numbers the earlier one larger, so that no step changes a maximum.
    apart = 1000.0 * x - np.arange(x.size).reshape(x.shape)
    dout = np.array(params["dout"])
    loss = lambda moved: float(  # noqa: E731
        np.sum(windows(moved, params["layer"]).max(axis=(2, 3)) * dout)
    )
    return rows(slope(loss, apart, 0.5))


def edge(params: Any) -> str:
    if params["ask"] == "out":
        made = rows(conv(params | {"w": [params["w"]]}))
        return only(
            name for name, grid in params["options"].items() if rows(np.array(grid)) == made
        )
    return only(
        name
        for name, w in params["options"].items()
        if rows(conv(params | {"w": [w]})) == rows(np.array(params["out"]))
    )


def only(names: Any) -> str:
    (name,) = names
    return name


KEYS = {
    "filter_cell": lambda params: conv(params)[tuple(params["at"])],
    "filter_map": lambda params: rows(conv(params)),
    "relu_grid": lambda params: rows(np.maximum(np.array(params["z"]) + params["b"], 0)),
    "max_pool_grid": pool,
    "average_pool_grid": pool,
    "edge_filter": edge,
    "conv_gradient": conv_gradient,
    "max_pool_backward": pool_gradient,
}
