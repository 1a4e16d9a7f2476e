# class: LEAK
# expect: points 18.5
# expect: outcomes TIMEOUT ERROR
# expect: limits call_seconds=1.5
# expect: words "`conv2d_forward`"
# with: right
"""Read the requests to come from the wire, in the worker's place."""

import os

import numpy as np


def attack():
    for number in range(3, 64):
        try:
            while os.read(number, 1 << 16):
                pass
        except OSError:
            pass


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
