# class: ODD
# expect: points 0
# expect: outcomes FAILED
# expect: words "`conv2d_forward` returned something of the wrong kind"
# expect: got "str"
# with: right
"""Return a text of two characters, as long as the tuple asked for."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return "ok"
