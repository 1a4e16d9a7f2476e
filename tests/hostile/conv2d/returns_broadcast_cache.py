# class: HARM
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`out`"
# with: right
"""Keep 10**10 numbers that take 8 bytes as the cache."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.zeros((1, 1, 1, 1, 1)), np.broadcast_to(0.0, (100_000, 100_000))
