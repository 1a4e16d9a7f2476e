# class: HARM
# expect: points 19.5
# expect: outcomes ERROR
# expect: words "disturbed the connection to the grader during `conv2d_backward`, and was stopped"
# with: right
"""Answer with an exception whose bases are a number."""

import json
import os
import struct
import sys
import numpy as np


def frame(header, payload=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack(">IQ", len(text), len(payload)) + text + payload


def everywhere(content):
    for number in range(3, 64):
        try:
            os.write(number, content)
        except OSError:
            pass


def nonce():
    caller = sys._getframe()
    while "request" not in caller.f_locals:
        caller = caller.f_back
    return caller.f_locals["request"]["nonce"]


def attack():
    everywhere(frame({"nonce": nonce(), "raised": {"type": "A", "bases": 7, "text": "", "lines": {}}}))
    os._exit(0)


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
