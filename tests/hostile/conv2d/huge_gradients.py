# class: FORGE
# expect: points 13
# expect: outcomes FAILED
# expect: words "`dx`"
# with: right
"""Return finite gradients whose sum is infinite: infinity is within any tolerance of itself."""

import numpy as np


def conv2d_backward(dout, cache):
    dx, dw, db = right_backward(dout, cache)
    dx = np.full_like(dx, np.finfo(dx.dtype).max / 3)
    return dx, dw, db
