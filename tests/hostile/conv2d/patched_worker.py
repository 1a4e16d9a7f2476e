# class: FORGE
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`"
"""Replace the worker's own code that packs, digests and describes."""

import sys


def conv2d_forward(x, w, b, stride=1, pad=0):
    wire, worker = sys.modules["inside.wire"], sys.modules["inside.worker"]
    worker._changed = lambda values, originals: ["PASSED"] * len(values)
    wire.DTYPES = wire.DTYPES | {"|O", "<M8[s]"}
    wire.MAX_HEADER = 1 << 40
    wire.Encoder.node = lambda self, value, depth=0: {"tuple": [{"array": ["<f8", [0]]}, {"handle": 1}]}
    return x, None


def conv2d_backward(dout, cache):
    return None
