# class: ODD
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`out` has the wrong dtype"
# with: right
"""Return the right numbers as complex ones."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return right_forward(x, w, b, stride, pad)[0].astype(complex), None
