"""numpy numbers everywhere: scalars and arrays without dimensions."""

import numpy as np


def output_size(n, f, stride=1, pad=0):
    if np.any(np.array([f, stride]) < 1) or pad < 0:
        raise ValueError
    steps, rest = np.divmod(np.int64(n + 2 * pad - f), np.int64(stride))
    if steps < 0 or rest:
        raise ValueError
    return steps + np.int64(1)


def same_padding(f):
    half, rest = np.divmod(f, 2)
    if f < 1 or rest == 0:
        raise ValueError(f)
    return np.array(half)


def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
    sides = np.broadcast_to(kernel, 2)
    rows, columns = (
        output_size(n, f, stride, pad) for n, f in zip(input_shape[1:], sides, strict=True)
    )
    return np.int32(filters), rows, np.array(columns)


def conv_params(in_channels, filters, kernel, bias=True):
    return np.prod(np.broadcast_to(kernel, 2)) * in_channels * filters + np.int64(bias) * filters
