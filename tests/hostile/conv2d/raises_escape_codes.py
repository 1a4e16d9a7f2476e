# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Raise an exception full of escape codes, lone surrogates, markup and places to fill."""

import numpy as np

def attack():
    print("\x1b[2J\x1b]0;owned\x07 [bold red]{0.__class__} <script>alert(1)</script>")
    raise ValueError("\x1b[2J\ud800\udfff\x00\u202e{0.__class__} {function} %s [/] <script>alert(1)</script>\r\n# heading")


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
