# class: LEAK
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# expect: never "root:"
# with: right
"""Raise errors that carry the names of files, so that a renderer opens them."""

import numpy as np


def attack():
    error = SyntaxError("x", ("/etc/passwd", 1, 1, None))
    error.__cause__ = OSError(2, "x", "@CANARY@")
    error.__notes__ = ["{values}", "@@CANARY@@"]
    error.print_file_and_line = True
    raise error


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
