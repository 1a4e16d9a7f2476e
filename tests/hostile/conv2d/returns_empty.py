# class: FORGE
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`out` has the wrong shape"
# with: right
"""Return an array without elements: nothing in it is wrong."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.zeros((0,)), None
