# class: HARM
# expect: points 19.5
# expect: outcomes TIMEOUT
# expect: limits call_seconds=1.5
# expect: words "was not done after 1.5 s"
# with: right
"""Spend a minute in a single call of numpy, which no Python signal interrupts."""

import numpy as np


def attack():
    np.convolve(np.ones(1_000_000), np.ones(1_000_000))


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
