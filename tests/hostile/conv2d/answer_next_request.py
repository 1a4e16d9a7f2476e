# class: FORGE
# expect: points 17.5
# expect: outcomes ERROR FAILED
# expect: words "`conv2d_forward` returned something of the wrong kind"
# with: right
"""Let a thread find the nonce of the next request in the worker's frames, and answer it first."""

import json
import os
import struct
import sys
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
main = threading.get_ident()


def nonce():
    caller = sys._current_frames()[main]
    while caller is not None:
        if "request" in caller.f_locals and "decoder" in caller.f_locals:
            return caller.f_locals["request"]["nonce"]
        caller = caller.f_back


def forge(before):
    for _ in range(1000):
        time.sleep(0.002)
        if nonce() not in (None, before):
            everywhere(frame({"nonce": nonce(), "result": {"tuple": [True, True, True]}, "changed": []}))
            return


def race(value):
    calls.append(1)
    if len(calls) == 1:
        threading.Thread(target=forge, args=(nonce(),), daemon=True).start()
    else:
        time.sleep(0.5)
    return value


def conv2d_forward(x, w, b, stride=1, pad=0):
    value = right_forward(x, w, b, stride, pad)
    return race(value) if x.dtype == np.float32 else value


def conv2d_backward(dout, cache):
    value = right_backward(dout, cache)
    return race(value) if dout.dtype == np.float32 else value
