# class: HARM
# expect: points 19.5
# expect: outcomes FAILED
# expect: words "`conv2d_backward` returned nothing (None)"
# with: right
"""Fail after printing nothing but ends of lines, as many as may be printed."""

import os
import numpy as np


def conv2d_backward(dout, cache):
    if dout.dtype != np.float32:
        return right_backward(dout, cache)
    os.write(1, b"\n" * 1_000_000)
