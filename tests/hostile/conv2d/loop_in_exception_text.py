# class: HARM
# expect: points 19.5
# expect: outcomes TIMEOUT
# expect: limits call_seconds=0.5
# expect: words "was not done after 0.5 s"
# with: right
"""Raise an exception whose text is never done."""

import numpy as np


class Endless(Exception):
    def __str__(self):
        while True:
            pass


def attack():
    raise Endless


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
