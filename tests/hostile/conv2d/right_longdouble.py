# class: ODD
# expect: points 20
# with: right
"""A right solution that answers in long doubles."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    out, cache = right_forward(x, w, b, stride, pad)
    return out.astype(np.longdouble), cache
