# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Raise a SyntaxError that names lines and files of its choice."""

import numpy as np

def attack():
    raise SyntaxError("x", ("conv2d.py", 10**1000, 1, "text"))


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
