# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised KeyboardInterrupt"
# with: right
"""Raise what would end the grader if it passed through."""

import numpy as np


def attack():
    raise KeyboardInterrupt


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
