# class: ODD
# expect: points 0
# expect: outcomes FAILED
# expect: words "`conv2d_forward` returned nothing (None)"
# expect: got "None"
# expect: korean "아무것도 반환하지 않았습니다"
# with: right
"""Return nothing."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return None
