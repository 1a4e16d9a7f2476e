# class: HARM
# expect: points 0
# expect: outcomes ERROR
# expect: words "too many or too deeply nested values"
# with: right
"""Return a list that holds itself."""

import numpy as np

endless = [0]
endless.append(endless)


def conv2d_forward(x, w, b, stride=1, pad=0):
    return endless, None
