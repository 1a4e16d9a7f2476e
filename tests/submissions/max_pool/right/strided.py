"""as_strided views and np.add.at."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


def max_pool_forward(x, size=2, stride=2):
    x = np.ascontiguousarray(x)
    n, c, h, w = x.shape
    sn, sc, sh, sw = x.strides
    oh, ow = (h - size) // stride + 1, (w - size) // stride + 1
    view = as_strided(x, (n, c, oh, ow, size, size), (sn, sc, sh * stride, sw * stride, sh, sw), writeable=False)
    return view.max(axis=(4, 5)), (x, view, size, stride)


def max_pool_backward(dout, cache):
    x, view, size, stride = cache
    arg = view.reshape(dout.shape + (-1,)).argmax(axis=-1)
    n, c, i, j = np.indices(dout.shape)
    dx = np.zeros(x.shape)
    np.add.at(dx, (n, c, i * stride + arg // size, j * stride + arg % size), dout)
    return dx
