# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised PermissionError: it tried something that the sandbox does not allow"
# expect: korean "샌드박스가 허용하지 않는 동작입니다"
# with: right
"""Fork again and again."""

import os

import numpy as np


def attack():
    for _ in range(20):  # without walls the first would succeed as well, and this stays harmless
        if os.fork() == 0:
            os._exit(0)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
