"""Counts: real arrays of weights, counted; real windows and products; impulses sent through.

Large arrays are broadcast from one number, so that they are arrays without taking memory.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

_ONE = np.float32(1)


def full(*shape: int) -> np.ndarray:
    """An array of ones that takes no memory."""
    return np.broadcast_to(_ONE, shape)


def windows(x: np.ndarray, layer: Any) -> np.ndarray:
    """Every window (C, H', W', f, f) of (C, H, W); padding is laid around where there is some."""
    if any(layer.get("pad", ())):
        x = np.pad(x, [(0, 0), *((pad, pad) for pad in layer["pad"])])
    rows, columns = layer["stride"]
    return sliding_window_view(x, layer["kernel"], axis=(1, 2))[:, ::rows, ::columns]


def run(x: np.ndarray, layer: Any) -> tuple[list[np.ndarray], np.ndarray]:
    """The arrays that a layer learns, and an array of the shape of what comes out."""
    match layer["type"]:
        case "conv2d":
            maps = windows(x, layer)[0, :, :, 0, 0]
            w = full(layer["filters"], len(x), *layer["kernel"])
            b = [full(layer["filters"])] if layer["bias"] else []
            return [w, *b], np.broadcast_to(maps, (layer["filters"], *maps.shape))
        case "max_pool2d" | "avg_pool2d":
            return [], windows(x, layer)[..., 0, 0]
        case "global_avg_pool2d":
            return [], x[:, 0, 0]
        case "flatten" | "linear":
            flat = full(x.size)
            if layer["type"] == "flatten":
                return [], flat
            b = [full(layer["out"])] if layer["bias"] else []
            return [full(layer["out"], flat.size), *b], full(layer["out"])
        case "relu" | "sigmoid" | "tanh":
            return [], x
    raise ValueError(layer["type"])


def passed(params: Any) -> Iterator[tuple[Any, np.ndarray, list[np.ndarray], np.ndarray]]:
    """Each layer with what enters it, what it learns and what comes out."""
    x = full(*params["input"])
    for layer in params["layers"]:
        learned, out = run(x, layer)
        yield layer, x, learned, out
        x = out


def size(arrays: Sequence[np.ndarray]) -> int:
    return sum(array.size for array in arrays)


def parameters(params: Any) -> int:
    return sum(size(learned) for _, _, learned, _ in passed(params))


def weights(params: Any) -> int:
    return sum(learned[0].size for _, _, learned, _ in passed(params) if learned)


def of_layer(params: Any) -> int:
    return size(list(passed(params))[params["layer"] - 1][2])


def by_layer(params: Any) -> tuple[tuple[int], ...]:
    """A table of one column: what each layer learns, and the total; flattening has no row."""
    counts = [
        size(learned) for layer, _, learned, _ in passed(params) if layer["type"] != "flatten"
    ]
    return tuple((count,) for count in (*counts, sum(counts)))


def with_parameters(params: Any) -> tuple[str, ...]:
    x = full(*params["input"])
    return tuple(name for name, layer in params["options"].items() if run(x, layer)[0])


def unshared(params: Any) -> int:
    """Give every window a copy of the weights and the biases."""
    [(_, _, learned, out)] = passed(params)
    return sum(np.broadcast_to(a[..., None, None], a.shape + out.shape[1:]).size for a in learned)


def products(params: Any) -> int:
    """Form the products that every convolution sums up, as one array each."""
    return sum(
        np.broadcast(windows(x, layer), learned[0][:, :, None, None]).size
        for layer, x, learned, _ in passed(params)
    )


def kilobytes(params: Any) -> float:
    outputs = [out for *_, out in passed(params)]
    kept = outputs if params.get("of") == "every layer" else outputs[-1:]
    batches = [np.broadcast_to(out, (params["batch"], *out.shape)) for out in kept]
    return sum(batch.astype(params["dtype"], copy=False).nbytes for batch in batches) / 1024


def field(params: Any) -> int:
    """Send an impulse at each place of a line through the stack; count those that one number sees.

    Filters are square, so that a line along one axis says it all. Padding does not matter far
    from the ends, where the number that is looked at lies.
    """
    length = 401
    seen = np.eye(length, dtype=bool)  # (places, impulses)
    for layer in params["layers"]:
        f, s = layer["kernel"][0], layer["stride"][0]
        seen = sliding_window_view(seen, f, axis=0)[::s].any(axis=-1)
    return int(seen[len(seen) // 2].sum())


def _saved_by_pooling(params: Any) -> int:
    return parameters(params["before"]) - parameters(params["after"])


ASKED: dict[str, Callable[[Any], Any]] = {
    "parameters": parameters,
    "parameters_of_layer": of_layer,
    "parameters_by_layer": by_layer,
    "parameters_saved": _saved_by_pooling,
    "parameters_difference": lambda of: parameters(of["dense"]) - parameters(of["conv"]),
    "parameters_unshared": unshared,
    "parameters_saved_by_sharing": lambda of: unshared(of) - parameters(of),
    "layers_with_parameters": with_parameters,
    "weights_ratio": lambda of: weights(of["dense"]) / weights(of["conv"]),
    "activations": lambda of: list(passed(of))[-1][-1].size,
    "activation_kilobytes": kilobytes,
    "multiply_adds": products,
    "receptive_field": field,
}
TOPICS = (
    "conv_params", "dense_params", "no_params", "network_params", "dense_vs_conv",
    "weight_sharing", "activations", "multiply_adds", "receptive_field",
)  # fmt: skip


def _answered(params: Any) -> Any:
    return ASKED[params["ask"]](params)


KEYS = dict.fromkeys(TOPICS, _answered)
