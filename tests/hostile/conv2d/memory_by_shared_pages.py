# class: HARM
# expect: points 19.5
# expect: outcomes ERROR MEMORY_LIMIT
# expect: limits memory_mb=512
# expect: words "`conv2d_backward`"
# with: right
"""Take memory as shared pages, which a limit on private ones would not count."""

import mmap
import numpy as np


def attack():
    pieces = []
    while len(pieces) < 64:  # 4 GB, untouched but for one page each
        pieces.append(mmap.mmap(-1, 64 << 20))
        pieces[-1][0] = 1


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
