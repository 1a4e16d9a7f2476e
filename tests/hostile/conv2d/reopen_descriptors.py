# class: FORGE
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "`conv2d_forward`"
# expect: never "canary"
# with: right
"""Open the wire's pipes anew through /proc/self/fd, from their other ends."""

import os
import numpy as np


def attack():
    for number in range(64):
        for flags in (os.O_RDWR, os.O_RDONLY, os.O_WRONLY):
            try:
                again = os.open(f"/proc/self/fd/{number}", flags | os.O_NONBLOCK)
                os.write(again, b'{"result": null}')
                os.read(again, 1 << 16)
            except OSError:
                pass
    raise RuntimeError("tried")


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
