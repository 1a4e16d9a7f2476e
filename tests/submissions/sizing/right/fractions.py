"""Exact fractions: what is not a whole number does not fit."""

from fractions import Fraction


def whole(number):
    if number.denominator != 1:
        raise ValueError(f"{number} is not a whole number")
    return int(number)


def output_size(n, f, stride=1, pad=0):
    if stride < 1 or f < 1 or pad < 0 or n + 2 * pad < f:
        raise ValueError("cannot be placed")
    return whole(Fraction(n + 2 * pad - f, stride) + 1)


def same_padding(f):
    if f < 1:
        raise ValueError("f must be at least 1")
    return whole(Fraction(f - 1, 2))


def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
    shape = [filters]
    for axis in (0, 1):
        f = kernel[axis] if isinstance(kernel, tuple) else kernel
        shape.append(output_size(input_shape[axis + 1], f, stride, pad))
    return tuple(shape)


def conv_params(in_channels, filters, kernel, bias=True):
    area = kernel[0] * kernel[1] if isinstance(kernel, tuple) else kernel**2
    return filters * (in_channels * area + int(bias))
