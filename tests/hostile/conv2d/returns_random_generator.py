# class: ODD
# expect: points 0
# expect: outcomes FAILED
# expect: words "`conv2d_forward` returned something of the wrong kind"
# expect: got "Generator"
# with: right
"""Return a numpy Generator with a state of its own making."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.random.default_rng(1)
