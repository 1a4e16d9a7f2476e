# class: FORGE
# expect: points 0
# expect: outcomes FAILED
# expect: words "`out` has the wrong shape"
# with: right
"""Return arrays without dimensions, which broadcast to every shape."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.array(0.0), right_forward(x, w, b, stride, pad)[1]


def conv2d_backward(dout, cache):
    return np.array(np.nan), np.array(True), np.array(0, np.int8)
