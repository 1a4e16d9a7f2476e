# class: HARM
# expect: points 0
# expect: outcomes FAILED
# expect: words "`conv2d_forward` returned something of the wrong kind"
# expect: got "int (beyond 64 bits)"
# with: right
"""Return an integer of a million digits."""

import numpy as np

LONG = 10**1_000_000


def conv2d_forward(x, w, b, stride=1, pad=0):
    return LONG
