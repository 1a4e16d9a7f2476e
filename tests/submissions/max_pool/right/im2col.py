"""Windows as rows of a matrix, every channel an image of its own."""

import numpy as np


def _columns(x, size, stride):
    NC, H, W = x.shape
    OH, OW = (H - size) // stride + 1, (W - size) // stride + 1
    col = np.zeros((NC, size, size, OH, OW), dtype=x.dtype)
    for i in range(size):
        for j in range(size):
            col[:, i, j] = x[:, i : i + stride * OH : stride, j : j + stride * OW : stride]
    return col.transpose(0, 3, 4, 1, 2).reshape(-1, size * size), OH, OW


def max_pool_forward(x, size=2, stride=2):
    N, C, H, W = x.shape
    col, OH, OW = _columns(x.reshape(N * C, H, W), size, stride)
    arg = np.argmax(col, axis=1)
    out = col[np.arange(arg.size), arg].reshape(N, C, OH, OW)
    return out, (x.shape, arg, size, stride)


def max_pool_backward(dout, cache):
    (N, C, H, W), arg, size, stride = cache
    OH, OW = dout.shape[2:]
    col = np.zeros((arg.size, size * size), dtype=dout.dtype)
    col[np.arange(arg.size), arg] = dout.reshape(-1)
    col = col.reshape(N * C, OH, OW, size, size).transpose(0, 3, 4, 1, 2)
    dx = np.zeros((N * C, H, W), dtype=dout.dtype)
    for i in range(size):
        for j in range(size):
            dx[:, i : i + stride * OH : stride, j : j + stride * OW : stride] += col[:, i, j]
    return dx.reshape(N, C, H, W)
