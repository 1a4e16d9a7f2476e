# class: FORGE
# expect: points 18.5
# expect: outcomes ERROR FAILED
# expect: words "`conv2d_"
# with: right
"""Send the right reply to the same request twice."""

import numpy as np

import json
import os
import struct


def frame(header, payload=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack(">IQ", len(text), len(payload)) + text + payload


def everywhere(content):
    for number in range(3, 64):
        try:
            os.write(number, content)
        except OSError:
            pass


import sys


def attack():
    caller = sys._getframe()
    while "request" not in caller.f_locals:
        caller = caller.f_back
    everywhere(frame({"nonce": caller.f_locals["request"]["nonce"], "raised": {"type": "A", "bases": [], "text": "", "lines": []}}))


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
