# class: HARM
# expect: points 19.5
# expect: outcomes TIMEOUT OUTPUT_LIMIT
# expect: limits call_seconds=0.5
# expect: words "`conv2d_backward`"
# with: right
"""Print single bytes without end: each one wakes the grader."""

import os
import numpy as np


def attack():
    while True:
        os.write(2, b"x")


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
