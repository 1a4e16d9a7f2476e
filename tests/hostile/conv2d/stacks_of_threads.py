# class: HARM
# expect: points 18.5
# expect: outcomes ERROR MEMORY_LIMIT
# expect: words "`conv2d_forward`"
# with: right
"""Start threads with the largest stacks there are."""

import threading
import time
import numpy as np


def attack():
    threading.stack_size(256 << 20)
    for _ in range(40):
        threading.Thread(target=time.sleep, args=(1,), daemon=True).start()


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
