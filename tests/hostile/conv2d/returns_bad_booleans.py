# class: HARM
# expect: points 19.5
# expect: outcomes ERROR
# expect: words "disturbed the connection to the grader during `conv2d_backward`"
# with: right
"""Return booleans whose bytes are 7, which break numpy's own assumptions."""

import numpy as np


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        return tuple(np.full(part.shape, 7, np.uint8).view(bool) for part in right_backward(dout, cache))
    return right_backward(dout, cache)
