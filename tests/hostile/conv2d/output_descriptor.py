# class: HARM
# expect: points 18.5
# expect: outcomes OUTPUT_LIMIT
# expect: words "printed more than 1024 kB"
# with: right
"""Write 1 GB to descriptor 1, past Python's streams."""

import os

import numpy as np


def attack():
    for _ in range(1024):
        os.write(1, bytes(1 << 20))


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
