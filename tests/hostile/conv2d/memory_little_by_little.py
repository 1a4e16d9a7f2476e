# class: HARM
# expect: points 18.5
# expect: outcomes MEMORY_LIMIT
# expect: limits memory_mb=512
# expect: words "`conv2d_forward` ran out of memory"
# with: right
"""Take memory in small pieces until there is none."""

import numpy as np


def attack():
    pieces = []
    while True:
        pieces.append(bytes(1 << 22))


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
