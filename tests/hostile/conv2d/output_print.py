# class: HARM
# expect: points 18.5
# expect: outcomes OUTPUT_LIMIT
# expect: words "`conv2d_forward` printed more than 1024 kB and was stopped"
# expect: korean "1024 kB 넘게 출력하여 중단했습니다"
# with: right
"""Print 1 GB line by line."""

import numpy as np


def attack():
    for _ in range(1 << 20):
        print("x" * 1023)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
