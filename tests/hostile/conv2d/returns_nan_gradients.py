# class: FORGE
# expect: points 10
# expect: outcomes FAILED
# expect: words "holds NaN or infinity"
# with: right
"""Return NaN gradients: no difference from them is too large."""

import numpy as np


def conv2d_backward(dout, cache):
    return tuple(np.full_like(part, np.nan) for part in right_backward(dout, cache))
