# class: HARM
# expect: points 18.5
# expect: outcomes TIMEOUT
# expect: limits call_seconds=1.5
# expect: words "was not done after 1.5 s"
# with: right
"""Send half a frame and wait."""

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


import time


def attack():
    everywhere(frame({"padding": "x" * 1000})[:100])
    time.sleep(60)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
