# class: HARM
# expect: points 18.5
# expect: outcomes ERROR TIMEOUT
# expect: limits call_seconds=1.5
# expect: words "`conv2d_forward`"
# with: right
"""Close every descriptor and never end."""

import os
import time

import numpy as np


def attack():
    os.closerange(0, 64)
    while True:
        time.sleep(1)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
