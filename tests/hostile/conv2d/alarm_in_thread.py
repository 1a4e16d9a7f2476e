# class: HARM
# expect: points 19.5
# expect: outcomes ERROR TIMEOUT
# expect: words "`conv2d_backward`"
# with: right
"""Interrupt the worker's own code again and again from a thread."""

import _thread
import threading
import time

import numpy as np


def interrupt():
    while True:
        _thread.interrupt_main()


def attack():
    threading.Thread(target=interrupt, daemon=True).start()
    time.sleep(60)


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
