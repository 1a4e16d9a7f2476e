# class: FORGE
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "holds NaN or infinity"
# expect: korean "NaN 또는 무한대"
# with: right
"""Return NaN everywhere: every comparison with it is false."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.full_like(right_forward(x, w, b, stride, pad)[0], np.nan), None
