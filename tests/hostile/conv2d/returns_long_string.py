# class: HARM
# expect: points 0
# expect: outcomes FAILED
# expect: words "`conv2d_forward` returned something of the wrong kind"
# expect: got "str (100000000 characters)"
# with: right
"""Return a text of 100 MB."""

import numpy as np

LONG = "x" * 100_000_000


def conv2d_forward(x, w, b, stride=1, pad=0):
    return LONG
