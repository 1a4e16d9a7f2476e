# class: FORGE
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "disturbed the connection to the grader during `conv2d_"
# with: right
"""Let a thread send forged replies after the call has returned, and during the next."""

import json
import os
import struct
import threading
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


calls = []


def forge():
    time.sleep(0.1)
    for _ in range(100):
        everywhere(frame({"nonce": "0" * 32, "result": {"tuple": [None, {"handle": 1}]}, "changed": []}))


def late(value):
    """Return the first call at once; let the second wait for the thread."""
    calls.append(1)
    if len(calls) == 1:
        threading.Thread(target=forge, daemon=True).start()
    else:
        time.sleep(0.5)
    return value


def conv2d_forward(x, w, b, stride=1, pad=0):
    value = right_forward(x, w, b, stride, pad)
    return late(value) if x.dtype == np.float32 else value


def conv2d_backward(dout, cache):
    value = right_backward(dout, cache)
    return late(value) if dout.dtype == np.float32 else value
