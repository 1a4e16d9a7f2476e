# class: FORGE
# expect: points 0
# expect: outcomes FAILED
# expect: words "`"
# with: right
"""Return infinity by rounding to half floats, and the largest integers for gradients."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    out, cache = right_forward(x, w, b, stride, pad)
    return np.full(out.shape, 7e4, np.float64).clip(0, 65504).astype(np.float16), cache


def conv2d_backward(dout, cache):
    return tuple(np.full(part.shape, (1 << 64) - 1, np.uint64) for part in right_backward(dout, cache))
