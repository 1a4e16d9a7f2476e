# class: ODD
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`out` has the wrong shape"
# with: right
"""Return an array of ten dimensions."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.zeros((1,) * 10), None
