# class: HARM
# expect: points 19.5
# expect: outcomes ERROR
# expect: words "`conv2d_backward`"
# expect: never "root:"
# with: right
"""Answer with an exception of which no part is what it should be."""

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
    everywhere(frame({"nonce": nonce(), "raised": {
        "type": {"a": ["x"] * 9}, "bases": [{}, None, 7, "ValueError"], "text": ["\ud800", 1e999, None],
        "lines": [["conv2d.py", -5, "f"], ["conv2d.py", 10**4000, "\ud800"], ["conv2d.py", True, "f"],
                  ["/etc/passwd", 1, "f"], 7, [], ["conv2d.py", "1", "f"], ["conv2d.py", 1, None]]}}))
    os._exit(0)


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
