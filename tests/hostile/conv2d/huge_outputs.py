# class: FORGE
# expect: points 0
# expect: outcomes FAILED
# expect: words "`out` is wrong in"
# with: right
"""Return the largest finite numbers, so that the differences overflow."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    out, cache = right_forward(x, w, b, stride, pad)
    return np.full_like(out, np.finfo(out.dtype).max) * np.sign(out), cache


def conv2d_backward(dout, cache):
    return tuple(np.full_like(part, np.finfo(part.dtype).max) for part in right_backward(dout, cache))
