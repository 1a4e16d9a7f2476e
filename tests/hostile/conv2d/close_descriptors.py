# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Close every descriptor and return as if nothing had happened."""

import os

import numpy as np


def attack():
    os.closerange(0, 64)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
