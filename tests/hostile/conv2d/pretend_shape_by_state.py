# class: FORGE
# expect: points 10.5
# expect: outcomes FAILED
# expect: words "has the wrong shape"
# with: right
"""Answer rightly once and with nothing the next time, in the hope that one look is enough."""

import numpy as np

calls = []


def conv2d_backward(dout, cache):
    calls.append(1)
    return right_backward(dout, cache) if len(calls) % 2 else (dout[:0], dout[:0], dout[:0])
