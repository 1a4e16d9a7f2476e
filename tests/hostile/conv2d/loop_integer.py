# class: HARM
# expect: points 19.5
# expect: outcomes TIMEOUT
# expect: limits call_seconds=1.5
# expect: words "was not done after 1.5 s"
# with: right
"""Hold the interpreter's lock in one operation on integers."""

import numpy as np


def attack():
    return (3 ** 30_000_000) ** 5 % 7


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
