# class: HARM
# expect: points 19.5
# expect: outcomes FAILED
# expect: words "`dx` has the wrong shape"
# expect: got "shape (549755813888, 0)"
# with: right
"""Send an empty array with a length of 2**39."""

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
    everywhere(frame({"nonce": nonce(), "result": {"tuple": [{"array": ["<f8", [1 << 39, 0]]}] * 3}, "changed": []}))
    os._exit(0)


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
