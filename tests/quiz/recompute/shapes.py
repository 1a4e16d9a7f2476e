"""Shapes: run the real operation on arrays of zeros and look at what comes out."""

import functools
from collections.abc import Sequence
from itertools import permutations
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def windows(x: np.ndarray, layer: Any) -> np.ndarray:
    """Every window of (…, H, W) as the layer moves it: (…, H', W', HH, WW)."""
    pads = [(pad, pad) for pad in layer.get("pad", (0, 0))]
    padded = np.pad(x, [(0, 0)] * (x.ndim - 2) + pads)
    rows, columns = layer["stride"]
    found = sliding_window_view(padded, tuple(layer["kernel"]), axis=(-2, -1))
    return found[..., ::rows, ::columns, :, :]


def conv2d(x: np.ndarray, layer: Any) -> np.ndarray:
    """Correlate (N, C, H, W) with zeros for filters, one tap after the other."""
    found = windows(x, layer)
    w = np.zeros((layer["filters"], x.shape[1], *layer["kernel"]), dtype=x.dtype)
    out = np.zeros((), dtype=x.dtype)
    for i, j in np.ndindex(w.shape[2:]):
        out = out + np.tensordot(w[..., i, j], found[..., i, j], axes=(1, 1))  # (F, N, H', W')
    return out.transpose(1, 0, 2, 3)


def max_pool2d(x: np.ndarray, layer: Any) -> np.ndarray:
    """Take the maximum of every window of each channel."""
    found = windows(x, layer)
    taps = [found[..., i, j] for i, j in np.ndindex(found.shape[-2:])]
    return functools.reduce(np.maximum, taps)


def channel_max_pool(x: np.ndarray, layer: Any) -> np.ndarray:
    """Take the maximum of channels that lie next to each other."""
    groups = sliding_window_view(x, layer["size"], axis=1)[:, :: layer["stride"]]
    return groups.max(axis=-1)


def global_avg_pool2d(x: np.ndarray, layer: Any) -> np.ndarray:
    """Take the mean of every map."""
    return x.mean(axis=(2, 3))


def flatten(x: np.ndarray, layer: Any) -> np.ndarray:
    """Make a row of every image."""
    return x.reshape(len(x), -1)


LAYERS = {
    "conv2d": conv2d,
    "max_pool2d": max_pool2d,
    "channel_max_pool": channel_max_pool,
    "global_avg_pool2d": global_avg_pool2d,
    "flatten": flatten,
}


def shapes(input_shape: Sequence[int], layers: Sequence[Any]) -> list[tuple[int, ...]]:
    """Send zeros through a network; return the shape behind each layer, as it was given.

    One image, or two for the first and the last of a batch: more would only take time.
    """
    is_batch = len(input_shape) == 4
    first = (min(2, input_shape[0]), *input_shape[1:]) if is_batch else (1, *input_shape)
    x = np.zeros(first, dtype=np.float32)
    found = []
    for layer in layers:
        x = LAYERS[layer["type"]](x, layer)
        assert len(x) == (min(2, input_shape[0]) if is_batch else 1)
        found.append((input_shape[0], *x.shape[1:]) if is_batch else x.shape[1:])
    return found


def places(n: int, f: int, stride: int, pad: int) -> tuple[int, bool]:
    """Slide a window along an axis; return where it stops, and whether that reaches the end."""
    stops = [at for at in range(0, n + 2 * pad, stride) if at + f <= n + 2 * pad]
    return len(stops), bool(stops) and stops[-1] + f == n + 2 * pad


def size(params: Any) -> int:
    """The size along one axis, where the layer fits."""
    count, reaches = places(params["n"], params["f"], params["stride"], params["pad"])
    assert reaches
    return count


def fits(params: Any) -> str:
    """The option that says what happens along every axis."""
    each = [
        places(*axis)
        for axis in zip(*(params[of] for of in ("input", "kernel", "stride", "pad")), strict=True)
    ]
    all_reach = all(reaches for _, reaches in each)
    return option(params, [count for count, _ in each] if all_reach else None)


def option(params: Any, value: Any) -> str:
    """The one option with this value."""
    (name,) = [name for name, meant in params["options"].items() if meant == value]
    return str(name)


def padding(params: Any) -> Any:
    """Try every padding; or compute the size where that is asked."""
    if params["ask"] == "output_size":
        return size(params)
    n, f = params["n"], params["f"]
    found = [p for p in range(f + 1) if places(n, f, params["stride"], p)[0] == n]
    if "options" in params:
        return option(params, found[0] if found else None)
    (pad,) = found
    return pad


def missing(params: Any) -> Any:
    """Try every value of what is asked for."""
    out, asked = params["out"], params["ask"]
    if asked == "layer":
        (name,) = [
            name
            for name, layer in params["options"].items()
            if places(params["n"], layer["kernel"], layer["stride"], layer["pad"]) == (out, True)
        ]
        return name
    given = {"stride": params.get("stride"), "pad": params.get("pad")}
    given |= {name: params[name] for name in ("n", "f") if name in params}
    tries = {"n": range(200), "f": range(32), "pad": range(16)}[asked]
    (found,) = [
        value
        for value in tries
        if (tried := given | {asked: value})["f"] > 0
        and tried["n"] + 2 * tried["pad"] >= tried["f"]
        and places(**tried) == (out, True)
    ]
    return found


def in_order(params: Any) -> tuple[int, ...]:
    """Turn the axes of a real array, or find weights that a real sum of products takes."""
    to_keras, to_torch = (0, 2, 3, 1), (0, 3, 1, 2)
    if params["ask"] == "other_order":
        turned = np.zeros(params["input"], dtype=np.int8)
        return turned.transpose(to_keras if params["to"] == "Keras" else to_torch).shape
    if params["ask"] == "output_shape":
        is_keras = params["library"] == "Keras"
        had = params["input"]
        torch_shape = [had[at] for at in to_torch] if is_keras else had
        made = shapes(torch_shape, params["layers"])[-1]
        return tuple(made[at] for at in to_keras) if is_keras else made
    return weights(params)


def weights(params: Any) -> tuple[int, ...]:
    """Find the one order of the sizes in which the weights can be applied."""
    channels, (height, width) = params["channels"], params["kernel"]
    x, sums = np.zeros((channels, height, width)), "chw,fchw->f"
    if params["library"] == "Keras":
        x, sums = np.zeros((height, width, channels)), "hwc,hwcf->f"
    found = []
    for sizes in permutations((params["filters"], channels, height, width)):
        try:
            made = np.einsum(sums, x, np.zeros(sizes))
        except ValueError:
            continue
        if made.shape == (params["filters"],):
            found.append(sizes)
    (only,) = found
    return only


def last_shape(params: Any) -> tuple[int, ...]:
    """The shape behind the last layer."""
    return shapes(params["input"], params["layers"])[-1]


def count(params: Any) -> int:
    """How many numbers of one image are left in the end."""
    shape = last_shape(params)
    return shape[1] if len(params["input"]) == 4 else int(np.prod(shape))


def global_pool(params: Any) -> Any:
    """How many numbers are left, or the shape of a batch."""
    return last_shape(params) if params["ask"] == "output_shape" else count(params)


KEYS = {
    "conv_size": size,
    "conv_shape": last_shape,
    "does_it_fit": fits,
    "same_padding": padding,
    "one_by_one": last_shape,
    "pool_shape": last_shape,
    "depthwise_pool": last_shape,
    "global_average_pool": global_pool,
    "flatten_length": count,
    "network_shapes": lambda params: tuple(shapes(params["input"], params["layers"])),
    "missing_hyperparameter": missing,
    "batch_shape": last_shape,
    "channel_order": in_order,
}
