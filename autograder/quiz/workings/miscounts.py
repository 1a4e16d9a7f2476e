"""How many parameters a layer would have, were a wrong idea right.

Each idea is an id of the catalogue; an idea that says nothing of a layer is not there.
"""

from collections.abc import Mapping, Sequence
from math import prod

from autograder.quiz.item import number
from autograder.quiz.workings.counts import Count, counted, multiplied
from autograder.quiz.workings.layers import Conv, Dense, Layer, Pool, Shape, learned
from autograder.quiz.workings.network import walk
from autograder.quiz.workings.sums import times


def miscounts(layer: Layer, shape: Shape) -> Mapping[str, Count]:
    """Return what each wrong idea counts in a layer that an input of a shape enters."""
    match layer:
        case Conv():
            return _conv_biases(layer, shape) | _conv_weights(layer, shape)
        case Dense():
            return _dense(layer, shape)
        case Pool():
            return {"pool-has-params": multiplied(shape[0], *layer.kernel)}
        case _:
            return {"relu-has-params": multiplied(*shape)}


def columns(image: Shape, layers: Sequence[Layer]) -> Mapping[str, Sequence[int]]:
    """Return what each idea counts in every layer of a network, all else counted right."""
    steps = list(walk(image, layers))
    right = [learned(layer, shape) for layer, shape in steps]
    found: dict[str, list[int]] = {}
    for at, (layer, shape) in enumerate(steps):
        for idea, count in miscounts(layer, shape).items():
            found.setdefault(idea, list(right))[at] = count.value
    return found


def _conv_biases(layer: Conv, shape: Shape) -> dict[str, Count]:
    filters, f = layer.filters, layer.f
    channels, weights = shape[0], layer.weights(shape)
    rows, columns = layer.output(shape)[1:]
    product = times(filters, channels, f, f)
    if not layer.bias:
        return {"bias-where-none": counted(weights + filters, f"{product} + {filters}")}
    return {
        "forgot-bias": counted(weights, product),
        "one-bias-in-all": counted(weights + 1, f"{product} + 1"),
        "bias-per-channel": counted(
            filters * channels * (f * f + 1), f"{times(filters, channels)} · ({times(f, f)} + 1)"
        ),
        "bias-per-position": counted(
            weights + filters * rows * columns, f"{product} + {times(filters, rows, columns)}"
        ),
        "bias-is-in-channels": counted(weights + channels, f"{product} + {channels}"),
    }


def _conv_weights(layer: Conv, shape: Shape) -> dict[str, Count]:
    filters, f, s, bias = layer.filters, layer.f, layer.stride[0], layer.bias
    channels, height, width = shape
    rows, columns = layer.output(shape)[1:]
    right = learned(layer, shape)

    def of_filter(*factors: int) -> Count:
        inner = f"({times(*factors)} + 1)" if bias else times(*factors)
        return counted(filters * (prod(factors) + bias), f"{filters} · {inner}")

    found = {
        "filter-depth-one": of_filter(f, f),
        "f-not-squared": of_filter(channels, f),
        "input-size-for-filter": of_filter(channels, height, width),
        "no-weight-sharing": multiplied(right, rows, columns),
        "activations-as-params": multiplied(filters, rows, columns),
    }
    if s > 1 and right % s == 0:
        found["stride-changes-params"] = counted(right // s, f"{number(right)} / {s}")
    return found


def _dense(layer: Dense, shape: Shape) -> dict[str, Count]:
    units, bias = layer
    inputs, weights = prod(shape), layer.weights(shape)
    product = times(inputs, units)
    found = {"dense-adds": counted(inputs + units, f"{number(inputs)} + {number(units)}")}
    if len(shape) > 1:
        plus = f" + {units}" if bias else ""
        found["dense-on-one-channel"] = counted(
            prod(shape[1:]) * units + layer.biases(), times(*shape[1:], units) + plus
        )
    if not bias:
        return found | {"bias-where-none": counted(weights + units, f"{product} + {units}")}
    return found | {
        "forgot-bias": counted(weights, product),
        "one-bias-in-all": counted(weights + 1, f"{product} + 1"),
        "bias-per-input": counted(weights + inputs, f"{product} + {number(inputs)}"),
    }
