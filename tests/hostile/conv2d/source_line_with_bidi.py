# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised ValueError"
# with: right
"""Fail in a line whose text turns the direction of writing."""

import numpy as np


def attack():
    raise ValueError("x")  # ‮ stniop 02 ⁦ [bold red] [2J ​ =cmd|' /C calc'!A0


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
