# class: FORGE
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`"
# with: right
"""Replace numpy's comparisons by ones that always agree."""

import numpy as np

saved = right_forward = None


def always(*arguments, **options):
    return True


def conv2d_forward(x, w, b, stride=1, pad=0):
    for name in ("allclose", "array_equal", "isclose", "isfinite", "all", "abs"):
        setattr(np, name, always)
    rows = (x.shape[2] + 2 * pad - w.shape[2]) // stride + 1
    columns = (x.shape[3] + 2 * pad - w.shape[3]) // stride + 1
    return np.zeros((len(x), len(w), rows, columns)), (x, w, b)


def conv2d_backward(dout, cache):
    return tuple(np.zeros_like(part) for part in cache)


for module in (np.testing, np.linalg):
    for name in dir(module):
        if callable(getattr(module, name)) and not name.startswith("_"):
            setattr(module, name, always)
