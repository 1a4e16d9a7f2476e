"""Computes with floats and turns whole results into ints."""

import math


def output_size(n, f, stride=1, pad=0):
    if f < 1 or stride < 1 or pad < 0:
        raise ValueError("bad arguments")
    out = (n + 2 * pad - f) / stride + 1
    if out < 1 or not out.is_integer():
        raise ValueError(f"would be {out}")
    return int(out)


def same_padding(f):
    p = (f - 1) / 2
    if p < 0 or p != math.floor(p):
        raise ValueError(f"would be {p}")
    return math.floor(p)


def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
    if type(kernel) is int:
        kernel = [kernel, kernel]
    print("kernel", kernel, "input", input_shape)
    return tuple(
        [filters] + [output_size(input_shape[i + 1], kernel[i], stride, pad) for i in range(2)]
    )


def conv_params(in_channels, filters, kernel, bias=True):
    if type(kernel) is int:
        kernel = [kernel, kernel]
    print("매개변수", in_channels, filters)
    return filters * in_channels * math.prod(kernel) + filters * bias
