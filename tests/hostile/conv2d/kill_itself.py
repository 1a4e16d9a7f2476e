# class: HARM
# expect: points 18.5
# expect: outcomes MEMORY_LIMIT ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Send SIGKILL to the own process."""

import os
import signal

import numpy as np


def attack():
    os.kill(os.getpid(), signal.SIGKILL)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
