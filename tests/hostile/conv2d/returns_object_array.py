# class: FORGE
# expect: points 0
# expect: outcomes FAILED
# expect: words "value 1 of what `conv2d_forward` returned is of the wrong kind"
# expect: got "ndarray (dtype object, shape (2,))"
# with: right
"""Return an array of objects that agree with everything."""

import numpy as np


class Yes:
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.array([Yes(), Yes()]), None
