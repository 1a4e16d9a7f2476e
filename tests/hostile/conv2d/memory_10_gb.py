# class: HARM
# expect: points 18.5
# expect: outcomes MEMORY_LIMIT
# expect: words "`conv2d_forward` ran out of memory"
# expect: korean "메모리 한도를 넘었습니다"
# with: right
"""Ask for 10 GB at once."""

import numpy as np


def attack():
    np.ones(10 << 30, np.uint8)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
