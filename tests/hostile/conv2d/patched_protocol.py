# class: FORGE
# expect: points 19.5
# expect: outcomes TIMEOUT
# expect: words "was not done after"
# expect: limits call_seconds=1
# with: right
"""Replace json and os inside the worker, so that its replies are not what it means to send."""

import json
import os

import numpy as np


def conv2d_backward(dout, cache):
    if dout.dtype != np.float32:
        return right_backward(dout, cache)
    reply = '{"result": {"list": [null]}, "passed": true, "points": 20, "outcome": "PASSED"}'
    json.dumps = lambda *arguments, **options: reply
    os.write = lambda *arguments: 0
    return None
