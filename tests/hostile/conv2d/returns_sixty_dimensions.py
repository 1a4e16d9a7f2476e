# class: HARM
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Return as many dimensions as numpy has."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.zeros((1,) * 32)[(None,) * 32], None
