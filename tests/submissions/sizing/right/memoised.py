"""Generators to count with, and a cache for what was asked before."""

from functools import cache, reduce
from itertools import count, repeat, takewhile
from operator import mul


@cache
def starts(n, f, stride, pad):
    """Where the filter may start, from the left end of the padding."""
    return tuple(takewhile(lambda start: start + f <= n + 2 * pad, count(0, stride)))


def output_size(n, f, stride=1, pad=0):
    if not (f > 0 and stride > 0 and pad >= 0):
        raise ValueError((f, stride, pad))
    found = starts(n, f, stride, pad)
    if not found or found[-1] + f != n + 2 * pad:
        raise ValueError("the filter does not end where the image ends")
    return sum(1 for _ in found)


@cache
def same_padding(f):
    if f < 1:
        raise ValueError(f)
    for pad in count():
        if 2 * pad + 1 == f:
            return pad
        if 2 * pad + 1 > f:
            raise ValueError(f)


def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
    kernels = repeat(kernel) if isinstance(kernel, int) else iter(kernel)
    maps = map(output_size, input_shape[1:], kernels, repeat(stride), repeat(pad))
    return tuple([filters, *maps])


def conv_params(in_channels, filters, kernel, bias=True):
    sides = [kernel] * 2 if isinstance(kernel, int) else kernel
    return reduce(mul, sides, in_channels * filters) + sum(repeat(bias, filters))
