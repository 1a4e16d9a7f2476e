# class: HARM
# expect: points 0
# expect: outcomes FAILED
# expect: words "`conv2d_forward` returned something of the wrong kind"
# expect: got "dict"
# with: right
"""Return a dict whose integer keys all have one hash."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return {n * ((1 << 61) - 1): n for n in range(2_000)}
