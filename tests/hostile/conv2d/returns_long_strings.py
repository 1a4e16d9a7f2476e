# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` returned a value that is too large"
# with: right
"""Return many texts that together are too long for a header."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return ["x" * 60_000] * 50
