# class: HARM
# expect: points 19.5
# expect: outcomes TIMEOUT
# expect: limits call_seconds=0.5
# expect: words "was not done after 0.5 s"
# with: right
"""Close the road of printed text alone: a pipe that has ended is ready for ever."""

import os
import time
import numpy as np


def attack():
    os.close(1)
    os.close(2)
    time.sleep(60)


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
