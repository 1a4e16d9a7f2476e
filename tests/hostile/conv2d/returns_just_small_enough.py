# class: HARM
# expect: points 19.5
# expect: outcomes FAILED
# expect: words "`dx` has the wrong shape"
# with: right
"""Return an array of just the size that a reply may have."""

import numpy as np


def conv2d_backward(dout, cache):
    if dout.dtype != np.float32:
        return right_backward(dout, cache)
    return np.zeros(63 << 20, np.uint8), np.zeros(1), np.zeros(1)
