# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Raise an exception whose text raises another."""

import numpy as np

class Hostile(Exception):
    def __str__(self):
        raise SystemExit(1)

    __repr__ = __str__


def attack():
    raise Hostile


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
