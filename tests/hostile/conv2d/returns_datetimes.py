# class: ODD
# expect: points 0
# expect: outcomes FAILED
# expect: words "value 1 of what `conv2d_forward` returned is of the wrong kind"
# expect: got "dtype datetime64"
# with: right
"""Return dates."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.zeros(3, "datetime64[s]"), None
