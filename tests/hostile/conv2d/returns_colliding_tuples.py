# class: HARM
# expect: points 19.5
# expect: outcomes FAILED
# expect: words "`conv2d_backward` returned something of the wrong kind"
# expect: got "dict"
# with: right
"""Return a dict whose keys are tuples and texts of a class with one hash for all."""

import numpy as np


class Same(str):
    def __hash__(self):
        return 1


def conv2d_backward(dout, cache):
    if dout.dtype != np.float32:
        return right_backward(dout, cache)
    return {Same(n): n for n in range(500)} | {(n * ((1 << 61) - 1),): n for n in range(500)}
