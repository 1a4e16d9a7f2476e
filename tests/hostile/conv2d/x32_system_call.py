# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "the process crashed during `conv2d_forward` (SIGSYS)"
# expect: machine x86_64
# with: right
"""Make a system call by the numbers of the x32 interface, which a filter may forget."""

import ctypes

import numpy as np


def attack():
    ctypes.CDLL(None).syscall(0x40000000 | 39)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
