# class: HARM
# expect: points 19.5
# expect: outcomes ERROR
# expect: words "too many or too deeply nested values"
# with: right
"""Return a small object with 4**31 leaves."""

import numpy as np

tree = ()
for _ in range(31):
    tree = (tree,) * 4


def conv2d_backward(dout, cache):
    return tree if dout.dtype == np.float32 else right_backward(dout, cache)
