# class: HARM
# expect: points 18.5
# expect: outcomes OUTPUT_LIMIT
# expect: words "printed more than 1024 kB"
# with: right
"""Print 100 MB in one piece."""

import numpy as np


def attack():
    print("x" * 100_000_000)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
