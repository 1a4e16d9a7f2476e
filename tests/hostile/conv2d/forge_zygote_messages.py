# class: FORGE
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "disturbed the connection to the grader during `conv2d_forward`, and was stopped"
# with: right
"""Speak as zygote and as grader on every descriptor: `exited`, `spawn`, `end`."""

import os
import numpy as np


def attack():
    for number in range(3, 1024):
        for message in (b"exited 1 0", b"exited 2 0", b"end 1", b"spawn 9"):
            try:
                os.write(number, message)
            except OSError:
                pass


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
