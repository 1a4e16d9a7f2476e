# class: HARM
# expect: points 19.5
# expect: outcomes TIMEOUT
# expect: limits call_seconds=0.5
# expect: words "was not done after 0.5 s"
# with: right
"""End the main thread alone: the process stays, without anybody who answers."""

import ctypes
import platform
import threading
import time
import numpy as np


def attack():
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    ctypes.CDLL(None).syscall(60 if platform.machine() == "x86_64" else 93, 0)


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
