# class: HARM
# expect: points 19.5
# expect: outcomes ERROR
# expect: words "`conv2d_backward` raised RuntimeError: few"
# with: right
"""Fill pipes with data that no limit on the address space counts."""

import os
import numpy as np


def attack():
    total = 0
    try:
        while total < 64 << 20:
            end = os.pipe()[1]
            os.set_blocking(end, False)
            total += os.write(end, bytes(1 << 20))
    except OSError:
        pass
    raise RuntimeError("few" if total < 64 << 20 else "ESCAPED")


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
