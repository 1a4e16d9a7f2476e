# class: HARM
# expect: points 19.5
# expect: outcomes ERROR
# expect: words "the process crashed during `conv2d_backward` (SIGABRT)"
# with: right
"""Abort, after asking for a dump of the memory."""

import os
import resource
import numpy as np


def attack():
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
    except (OSError, ValueError):
        os.abort()


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
