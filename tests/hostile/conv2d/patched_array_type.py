# class: FORGE
# expect: points 0
# expect: outcomes FAILED ERROR
# expect: words "`"
"""Replace numpy.asarray, ndarray and the methods that the worker packs replies with."""

import numpy as np

original = np.asarray


def conv2d_forward(x, w, b, stride=1, pad=0):
    np.asarray = lambda *arguments, **options: original([1.0, 2.0])
    np.ascontiguousarray = np.asarray
    np.ndarray = object
    np.generic = object
    np.dtype = lambda *arguments: original(0.0).dtype
    return original(0.0), None
