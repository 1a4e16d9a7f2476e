"""Makes the arrays and looks at them."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def output_size(n, f, stride=1, pad=0):
    if stride < 1 or f < 1:
        raise ValueError("stride and f start at 1")
    row = np.pad(np.arange(n), pad)  # refuses a negative pad and ...
    windows = sliding_window_view(row, f)  # ... this one a window that is too large
    if (len(windows) - 1) % stride:
        raise ValueError("the last window is not reached")
    return len(windows[::stride])


def same_padding(f):
    if f < 1 or len(np.arange(f)) % 2 == 0:
        raise ValueError("no pixel in the middle")
    return np.arange(f)[: f // 2].size


def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
    hh, ww = np.atleast_1d(kernel).tolist() * (1 if isinstance(kernel, tuple) else 2)
    return np.empty(
        (
            filters,
            output_size(input_shape[1], hh, stride, pad),
            output_size(input_shape[2], ww, stride, pad),
        )
    ).shape


def conv_params(in_channels, filters, kernel, bias=True):
    hh, ww = np.atleast_1d(kernel).tolist() * (1 if isinstance(kernel, tuple) else 2)
    return np.zeros((filters, in_channels, hh, ww)).size + np.zeros(filters if bias else 0).size
