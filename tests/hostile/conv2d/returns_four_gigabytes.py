# class: HARM
# expect: points 0
# expect: outcomes MEMORY_LIMIT ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Return 4 GB."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.zeros(4 << 30, np.uint8), None
