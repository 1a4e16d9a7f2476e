# class: FORGE
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`out` has the wrong shape"
# with: right
"""Return the mean in a shape that broadcasts to the one asked for."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    out, cache = right_forward(x, w, b, stride, pad)
    return out.mean(axis=(0, 1, 2, 3), keepdims=True)[..., None], cache


def conv2d_backward(dout, cache):
    return tuple(part[None] for part in right_backward(dout, cache))
