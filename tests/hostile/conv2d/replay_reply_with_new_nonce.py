# class: FORGE
# expect: points 18.5
# expect: outcomes ERROR FAILED
# expect: words "`out` has the wrong shape"
# with: right
"""Send an earlier reply again, under the nonce and with the handle of the request that waits."""

import json
import os
import struct
import sys
import numpy as np

replies = []
send = os.write


def record(descriptor, content):
    if not replies:
        replies.append((descriptor, bytes(content)))
    return send(descriptor, content)


def attack():
    caller = sys._getframe()
    while "request" not in caller.f_locals:
        caller = caller.f_back
    descriptor, content = replies[0]
    length = struct.unpack(">I", content[:4])[0]
    header = json.loads(content[12 : 12 + length])
    request = caller.f_locals["request"]
    header["nonce"] = request["nonce"]
    header["result"]["tuple"][1] = {"handle": request["handles"][0]}
    text = json.dumps(header).encode()
    send(descriptor, struct.pack(">I", len(text)) + content[4:12] + text + content[12 + length :])
    os._exit(0)


def conv2d_forward(x, w, b, stride=1, pad=0):
    os.write = record
    if x.dtype == np.float32 and replies:
        attack()
    return right_forward(x, w, b, stride, pad)
