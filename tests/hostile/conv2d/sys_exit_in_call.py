# class: FORGE
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward` tried to end the program (SystemExit)"
# expect: korean "프로그램을 끝내려 했습니다"
# with: right
"""Leave by sys.exit in a call."""

import sys

import numpy as np


def attack():
    sys.exit(0)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
