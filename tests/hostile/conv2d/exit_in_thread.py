# class: HARM
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "ended the whole process (exit code 0) during `conv2d_forward`"
# with: right
"""End the process from a thread while the call waits."""

import os
import threading
import time

import numpy as np


def attack():
    threading.Timer(0.05, os._exit, [0]).start()
    time.sleep(10)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
