# class: FORGE
# expect: points 19
# expect: outcomes FAILED
# expect: words "holds NaN or infinity"
# with: right
"""Return signalling NaN, which warns or stops whoever converts it."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    out, cache = right_forward(x, w, b, stride, pad)
    if x.dtype == np.float32:
        out = np.full(out.shape, 0x7F800001, np.uint32).view(np.float32)
    return out, cache
