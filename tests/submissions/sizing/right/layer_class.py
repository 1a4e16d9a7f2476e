"""A layer class behind the functions, with errors of its own kind and a named tuple."""

from dataclasses import dataclass
from typing import NamedTuple


class DoesNotFit(ValueError):
    """The filter does not fit."""


class Shape(NamedTuple):
    depth: int
    height: int
    width: int


@dataclass(frozen=True)
class Layer:
    kernel: tuple
    stride: int
    pad: int

    def __post_init__(self):
        if self.stride < 1 or self.pad < 0 or min(self.kernel) < 1:
            raise DoesNotFit(str(self))

    def size(self, n, axis):
        way = n + 2 * self.pad - self.kernel[axis]
        if way < 0 or way % self.stride > 0:
            raise DoesNotFit(f"{n} pixels under {self}")
        return 1 + way // self.stride


def both(kernel):
    return (kernel, kernel) if isinstance(kernel, int) else tuple(kernel)


def output_size(n, f, stride=1, pad=0):
    return Layer((f, f), stride, pad).size(n, 0)


def same_padding(f):
    if f < 1 or f & 1 == 0:
        raise DoesNotFit(f"{f} has no middle")
    return f >> 1


def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
    layer = Layer(both(kernel), stride, pad)
    return Shape(filters, layer.size(input_shape[1], 0), layer.size(input_shape[2], 1))


def conv_params(in_channels, filters, kernel, bias=True):
    height, width = both(kernel)
    return (in_channels * height * width + (1 if bias else 0)) * filters
