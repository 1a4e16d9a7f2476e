# class: HARM
# expect: points 19.5
# expect: outcomes FAILED
# expect: words "`dx` has the wrong shape"
# with: right
"""Return as many dimensions as a reply may have, none of them empty."""

import numpy as np


def conv2d_backward(dout, cache):
    if dout.dtype != np.float32:
        return right_backward(dout, cache)
    return np.zeros((2,) * 16 + (1,) * 16), np.zeros((1,) * 31 + (0,)), np.zeros(())
