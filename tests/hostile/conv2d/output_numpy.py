# class: HARM
# expect: points 18.5
# expect: outcomes OUTPUT_LIMIT
# expect: words "printed more than 1024 kB"
# with: right
"""Have numpy write a large array to standard error."""

import sys

import numpy as np


def attack():
    np.savetxt(sys.stderr, np.zeros((1 << 20, 8)))


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
