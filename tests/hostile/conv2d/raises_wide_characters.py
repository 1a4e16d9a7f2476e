# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised ValueError"
# with: right
"""Raise a text of marks that pile up on one letter and of letters two columns wide."""

import numpy as np


def attack():
    raise ValueError("e" + "\u0301" * 900 + "\u1160\u3164" + "\U0001f468\u200d\U0001f469" * 50)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
