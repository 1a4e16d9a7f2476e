# class: ODD
# expect: points 0
# expect: outcomes FAILED
# expect: words "`conv2d_forward` returned something of the wrong kind"
# expect: got "(array"
# with: right
"""Return more values than were asked for."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return (*right_forward(x, w, b, stride, pad), 1, 2)
