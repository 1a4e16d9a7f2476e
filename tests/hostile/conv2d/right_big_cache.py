# class: ODD
# expect: points 20
# with: right
"""A right solution whose cache is far too large, odd and alive to be sent."""

import numpy as np


class Cache(np.ndarray):
    __slots__ = ()


def conv2d_forward(x, w, b, stride=1, pad=0):
    out, cache = right_forward(x, w, b, stride, pad)
    odd = np.empty((), dtype=object)
    odd[()] = cache
    return [out, [lambda: cache, np.broadcast_to(0.0, (100_000, 100_000)), odd, {1: 2}]]


def conv2d_backward(dout, cache):
    return list(right_backward(dout, cache[0]()))
