# class: HARM
# expect: points 19.5
# expect: outcomes TIMEOUT
# expect: limits call_seconds=0.5
# expect: words "was not done after 0.5 s"
# with: right
"""Announce all that a reply may hold, and let it trickle in."""

import json
import os
import struct
import sys
import time
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
    text = json.dumps({"nonce": nonce(), "result": {"array": ["|u1", [64 << 20]]}, "changed": []}).encode()
    everywhere(struct.pack(">IQ", len(text), 64 << 20) + text)
    while True:
        everywhere(bytes(4096))
        time.sleep(0.001)


def conv2d_backward(dout, cache):
    if dout.dtype == np.float32:
        attack()
    return right_backward(dout, cache)
