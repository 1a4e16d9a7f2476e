"""How many parameters a layer would have, were a wrong idea right.

Each idea is an id of the catalogue; an idea that says nothing of a layer is not there.
"""

from collections.abc import Mapping, Sequence
from math import prod
from typing import NamedTuple

from autograder.quiz.item import number
from autograder.quiz.workings.layers import Conv, Dense, Layer, Pool, Shape, learned
from autograder.quiz.workings.network import walk
from autograder.quiz.workings.sums import times


class Count(NamedTuple):
    """A number and how it was found.

    Attributes:
        value: the number.
        how: the computation, such as `10 · 3 · 5 · 5 = 750`.
    """

    value: int
    how: str


def counted(value: int, how: str) -> Count:
    """Return a number with its computation written as an equation."""
    return Count(value, f"{how} = {number(value)}")


def miscounts(layer: Layer, shape: Shape) -> Mapping[str, Count]:
    """Return what each wrong idea counts in a layer that an input of a shape enters."""
    match layer:
        case Conv():
            return _conv_biases(layer, shape) | _conv_weights(layer, shape)
        case Dense():
            return _dense(layer, shape)
        case Pool():
            each = (shape[0], *layer.kernel)
            return {"pool-has-params": counted(prod(each), times(*each))}
        case _:
            return {"relu-has-params": counted(prod(shape), times(*shape))}


def columns(image: Shape, layers: Sequence[Layer]) -> Mapping[str, Sequence[int]]:
    """Return what each idea counts in every layer of a network, all else counted right."""
    steps = list(walk(image, layers))
    right = [learned(layer, shape) for layer, shape in steps]
    found: dict[str, list[int]] = {}
    for at, (layer, shape) in enumerate(steps):
        for idea, count in miscounts(layer, shape).items():
            found.setdefault(idea, list(right))[at] = count.value
    return found


def added(values: Sequence[int]) -> Count:
    """Return the sum of what was counted in each layer; zeros are not written."""
    return counted(sum(values), " + ".join(number(value) for value in values if value))


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
        "no-weight-sharing": counted(right * rows * columns, times(right, rows, columns)),
        "activations-as-params": counted(filters * rows * columns, times(filters, rows, columns)),
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
