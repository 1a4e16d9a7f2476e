# class: LEAK
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# with: right
"""Raise a SyntaxError whose line number is no number and whose file name equals all."""

import numpy as np

class Any(str):
    def __eq__(self, other):
        return True

    __hash__ = None


def attack():
    raise SyntaxError("x", (Any("/etc/passwd"), object(), 1, "text"))


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
