# class: ODD
# expect: points 0
# expect: outcomes FAILED
# expect: words "`conv2d_forward` returned something of the wrong kind"
# expect: got "generator"
# with: right
"""Return a generator."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return (part for part in right_forward(x, w, b, stride, pad))
