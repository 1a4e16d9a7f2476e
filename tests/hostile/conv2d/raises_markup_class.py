# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Raise an exception whose class is named in markup, formulas and marks of direction."""

import numpy as np

NAME = "=1+1;[bold red on white]x[/]=cmd|' /C calc'!A0\x1b[2J\x1b]8;;http://evil\x1b\\\x9b31m\u202e\u2066\u200b\ufeff\u2028\r\n"[:90]


def attack():
    raise type(NAME, (ValueError,), {})("@SUM(1+1)*cmd|' /C calc'!A0")


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
