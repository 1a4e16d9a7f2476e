# expect: points 0
# expect: outcomes FAILED
# expect: words "`conv2d_forward` returned something of the wrong kind"
# expect: got "None"
# expect: korean "정해진 꼴이 아닌 값을 반환했습니다"
# with: right
"""Return nothing."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    return None
