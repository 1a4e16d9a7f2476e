# class: FORGE
# expect: points 19.5
# expect: outcomes FAILED ERROR TIMEOUT
# expect: limits call_seconds=1.5
# expect: words "`"
# with: right
"""Replace the builtins that any judge would use."""

import builtins

import numpy as np


def conv2d_backward(dout, cache):
    if dout.dtype != np.float32:
        return right_backward(dout, cache)
    for name in ("isinstance", "all", "any", "callable", "issubclass", "len", "abs", "getattr"):
        setattr(builtins, name, lambda *arguments: True)
    return dout, dout, dout
