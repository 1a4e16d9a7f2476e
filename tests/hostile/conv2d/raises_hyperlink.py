# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised ValueError"
# with: right
"""Raise a text with links, titles, bells, backspaces and reversed writing."""

import numpy as np


def attack():
    raise ValueError("[bold red on white]x[/]=cmd|' /C calc'!A0\x1b[2J\x1b]8;;http://evil\x1b\\\x9b31m\u202e\u2066\u200b\ufeff\u2028\r\n" + "\x08" * 50 + "\x07\x1b]0;title\x07\x1bc20 / 20 points \U000e0041\u061c")


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
