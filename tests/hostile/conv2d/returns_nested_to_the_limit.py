# class: HARM
# expect: points 19.5
# expect: outcomes FAILED
# expect: words "value 1 of what `conv2d_backward` returned is of the wrong kind"
# with: right
"""Return lists nested as deeply as a reply may be."""

import numpy as np


def conv2d_backward(dout, cache):
    if dout.dtype != np.float32:
        return right_backward(dout, cache)
    deep = []
    for _ in range(30):
        deep = [deep, 1, ()]
    return deep, deep, deep
