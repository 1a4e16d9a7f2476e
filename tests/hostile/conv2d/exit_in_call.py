# class: FORGE
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "your code ended the whole process (exit code 0) during `conv2d_forward`"
# expect: korean "제출 코드가 프로세스를 끝냈습니다"
# with: right
"""End the process in a call, as if all had gone well."""

import os

import numpy as np


def attack():
    os._exit(0)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
