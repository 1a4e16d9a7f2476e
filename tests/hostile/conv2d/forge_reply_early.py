# class: FORGE
# expect: points 18.5
# expect: outcomes ERROR
# expect: words "your code disturbed the connection to the grader during `conv2d_forward`, and was stopped"
# expect: korean "채점기와의 연결을 방해하여 중단했습니다"
# with: right
"""Send well-formed replies before they are asked for."""

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


def attack():
    everywhere(frame({"nonce": "0" * 32, "result": {"tuple": [None, {"handle": 1}]}, "changed": []}) * 10)


def conv2d_forward(x, w, b, stride=1, pad=0):
    if x.dtype == np.float32:
        attack()
    return right_forward(x, w, b, stride, pad)
