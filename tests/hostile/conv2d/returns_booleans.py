# class: ODD
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`out` is wrong in"
# with: right
"""Return booleans."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return right_forward(x, w, b, stride, pad)[0] > 0, None
