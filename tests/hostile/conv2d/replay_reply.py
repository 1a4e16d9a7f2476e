# class: FORGE
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "disturbed the connection to the grader during `conv2d_forward`, and was stopped"
# with: right
"""Send the bytes of an earlier right reply once more."""

import os
import numpy as np

replies = []
send = os.write


def record(descriptor, content):
    replies.append((descriptor, bytes(content)))
    return send(descriptor, content)


os.write = record


def attack():
    for descriptor, content in replies[-3:]:
        send(descriptor, content)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
