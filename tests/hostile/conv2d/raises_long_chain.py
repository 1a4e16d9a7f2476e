# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Raise an exception at the end of a long chain of causes."""

import numpy as np

def attack():
    error = None
    for _ in range(100_000):
        last = Exception("x")
        last.__cause__ = error
        error = last
    raise error


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
