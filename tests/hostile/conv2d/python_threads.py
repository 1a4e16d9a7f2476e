# class: HARM
# expect: points 19.5
# expect: outcomes ERROR MEMORY_LIMIT TIMEOUT
# expect: limits call_seconds=1.5
# expect: words "`conv2d_backward`"
# with: right
"""Start Python threads without end."""

import threading
import time

import numpy as np


def attack():
    threads = []
    while True:
        threads.append(threading.Thread(target=time.sleep, args=(60,), daemon=True))
        threads[-1].start()


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
