# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# expect: message-below 1200
# with: right
"""Raise an exception with 50 MB of text."""

import numpy as np

def attack():
    raise ValueError("x" * 50_000_000)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
