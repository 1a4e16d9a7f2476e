# class: FORGE
# expect: points 18.5
# expect: outcomes ERROR MEMORY_LIMIT
# expect: words "`conv2d_forward`"
# with: right
"""End with the code of a process that the kernel killed, to look like a lack of memory."""

import os

import numpy as np


def attack():
    os._exit(137)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
