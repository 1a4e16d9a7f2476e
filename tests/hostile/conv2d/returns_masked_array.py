# class: FORGE
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`out`"
# with: right
"""Return zeros with a mask over everything: masked numbers compare as masked."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.ma.array(np.zeros_like(right_forward(x, w, b, stride, pad)[0]), mask=True), None
