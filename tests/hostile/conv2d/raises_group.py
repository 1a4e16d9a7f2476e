# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Raise a group of groups of exceptions."""

import numpy as np

def attack():
    error = Exception("x")
    for _ in range(1000):
        error = ExceptionGroup("x", [error])
    raise error


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
