# class: FORGE
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Return an array class that lies about its shape and dtype."""

import numpy as np


class Liar(np.ndarray):
    shape = property(lambda self: (1 << 40, 1 << 40))
    dtype = property(lambda self: Fake())
    ndim = property(lambda self: -1)


class Fake:
    itemsize = 0
    char = "d"
    str = "|O"


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.zeros(4).view(Liar), None
