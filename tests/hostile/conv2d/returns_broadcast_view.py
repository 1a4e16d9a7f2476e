# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` returned a value that is too large: an array of shape (100000, 100000)"
# with: right
"""Return 10**10 numbers that take 8 bytes here."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.broadcast_to(0.0, (100_000, 100_000)), None
