# class: HARM
# expect: points 0
# expect: outcomes FAILED
# expect: words "`out` is wrong in"
# with: right
"""Return the smallest numbers there are, with which arithmetic is slow."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    out, cache = right_forward(x, w, b, stride, pad)
    return np.full_like(out, np.finfo(out.dtype).smallest_subnormal), cache


def conv2d_backward(dout, cache):
    return tuple(np.full_like(part, np.finfo(part.dtype).smallest_subnormal) for part in right_backward(dout, cache))
