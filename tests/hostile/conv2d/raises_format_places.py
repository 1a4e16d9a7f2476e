# class: LEAK
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Raise an exception whose class name has places that a careless format fills."""

import numpy as np

def attack():
    raise type("{function.__class__.__mro__}{detail}{0}", (Exception,), {})("{type.__init__.__globals__}")


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
