# class: ODD
# expect: points 20
# with: right
"""A right solution whose cache is an array too large to be looked at: a view of 10**10 numbers."""

import numpy as np

kept = []


def conv2d_forward(x, w, b, stride=1, pad=0):
    out, cache = right_forward(x, w, b, stride, pad)
    kept.append(cache)
    return out, np.broadcast_to(np.float64(len(kept) - 1), (100_000, 100_000))


def conv2d_backward(dout, cache):
    return right_backward(dout, kept[int(cache[0, 0])])
