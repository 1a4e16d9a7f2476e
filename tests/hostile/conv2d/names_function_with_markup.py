# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised ValueError"
# with: right
"""Fail in a function whose name is markup, a formula and escape codes."""

import numpy as np


def inner():
    raise ValueError("look at my name")


inner.__code__ = inner.__code__.replace(co_name="[bold red on white]x[/]=cmd|' /C calc'!A0\x1b[2J\x1b]8;;http://evil\x1b\\\x9b31m\u202e\u2066\u200b\ufeff\u2028\r\n", co_firstlineno=1 << 30)


def attack():
    inner()


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
