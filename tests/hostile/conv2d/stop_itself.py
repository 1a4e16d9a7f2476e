# class: HARM
# expect: points 19.5
# expect: outcomes TIMEOUT
# expect: limits call_seconds=1.5
# expect: words "was not done after 1.5 s"
# with: right
"""Stop the own process, so that it neither answers nor ends."""

import os
import signal

import numpy as np


def attack():
    os.kill(os.getpid(), signal.SIGSTOP)


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
