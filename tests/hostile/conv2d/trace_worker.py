# class: FORGE
# expect: points 19.5
# expect: outcomes ERROR
# expect: words "`conv2d_backward`"
# with: right
"""Trace the worker's own frames and raise in its packing, so that an older reply might stand."""

import sys
import numpy as np


def hostile(frame, event, argument):
    if frame.f_code.co_name in ("send", "pack", "node"):
        raise SystemExit(0)
    return hostile


def attack():
    frame = sys._getframe()
    sys.settrace(hostile)
    while frame is not None:
        frame.f_trace = hostile
        frame = frame.f_back


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
