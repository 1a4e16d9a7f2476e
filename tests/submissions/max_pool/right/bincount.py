"""Numbers every pixel, pools the numbers along, and adds up with bincount."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def max_pool_forward(x, size=2, stride=2):
    pixels = np.arange(x.size).reshape(x.shape)
    view = lambda a: sliding_window_view(a, (size, size), (2, 3))[:, :, ::stride, ::stride]
    values = view(x).reshape(*view(x).shape[:4], size * size)
    numbers = view(pixels).reshape(values.shape)
    winner = np.take_along_axis(numbers, values.argmax(-1)[..., None], -1)[..., 0]
    return x.ravel()[winner], (winner, x.shape)


def max_pool_backward(dout, cache):
    winner, shape = cache
    return np.bincount(winner.ravel(), weights=dout.ravel(), minlength=np.prod(shape)).reshape(shape)
