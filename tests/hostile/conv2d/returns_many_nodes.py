# class: HARM
# expect: points 19.5
# expect: outcomes FAILED
# expect: words "`conv2d_backward` returned something of the wrong kind"
# with: right
"""Return as many values as a reply may hold."""

import numpy as np


def conv2d_backward(dout, cache):
    return [None] * 99_000 if dout.dtype == np.float32 else right_backward(dout, cache)
