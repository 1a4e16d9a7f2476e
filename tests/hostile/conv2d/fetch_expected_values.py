# class: FORGE
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised LookupError: no expected values here"
"""Return the expected values, once they are found in some frame."""

import sys

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    frame = sys._getframe()
    rows = (x.shape[2] + 2 * pad - w.shape[2]) // stride + 1
    while frame is not None:
        for value in frame.f_locals.values():
            if isinstance(value, np.ndarray) and value.ndim == 4 and value.shape[:3] == (len(x), len(w), rows):
                if value is not x and value is not w:
                    return value, None
        frame = frame.f_back
    raise LookupError("no expected values here")
