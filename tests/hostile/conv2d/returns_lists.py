# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` returned a value that is too large: too many or too long values"
# with: right
"""Return a long nested list of numbers instead of an array."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.random.default_rng(0).random((240, 240)).tolist(), None
