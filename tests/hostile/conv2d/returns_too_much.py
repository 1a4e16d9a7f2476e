# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` returned a value that is too large: an array of shape (80, 1048576)"
# expect: korean "너무 큰 값을 반환했습니다"
# with: right
"""Return 80 MB where 64 are allowed."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.zeros((80, 1 << 20), np.uint8), None
