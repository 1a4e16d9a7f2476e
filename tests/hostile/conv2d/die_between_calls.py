# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "ended the whole process (exit code 0) during"
# with: right
"""End as soon as the reply is out, so that the next request finds nobody."""

import os
import sys
import threading
import time

import numpy as np

main = threading.get_ident()
calls = []


def leave():
    while len(calls) < 2 and sys._current_frames()[main].f_code.co_name != "receive":
        pass
    os._exit(0)


def attack():
    calls.append(1)
    if len(calls) == 1:
        threading.Thread(target=leave, daemon=True).start()
    else:  # the thread was too slow: it ends this one
        time.sleep(10)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
