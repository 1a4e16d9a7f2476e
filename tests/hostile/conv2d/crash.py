# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "the process crashed during `conv2d_forward` (SIGSEGV)"
# expect: korean "비정상 종료했습니다"
# with: right
"""Read address zero."""

import ctypes

import numpy as np


def attack():
    ctypes.string_at(0)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
