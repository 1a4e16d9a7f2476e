# class: FORGE
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Return an object that says it is an array."""

import numpy as np


class Liar:
    __class__ = np.ndarray
    shape = (1, 1)


def conv2d_forward(x, w, b, stride=1, pad=0):
    return Liar(), None
