"""Sums dout over everything but the images instead of everything but the filters."""
# breaks: task 2
# misconception: db-wrong-axes

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    n, c, h, wd = x.shape
    f, _, hh, ww = w.shape
    oh = 1 + (h + 2 * pad - hh) // stride
    ow = 1 + (wd + 2 * pad - ww) // stride
    x_pad = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], mode="constant")
    out = np.empty((n, f, oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            r, s = i * stride, j * stride
            patch = x_pad[:, :, r : r + hh, s : s + ww]
            out[:, :, i, j] = np.tensordot(patch, w, axes=([1, 2, 3], [1, 2, 3])) + b
    return out, (x, w, b, stride, pad)


def conv2d_backward(dout, cache):
    x, w, b, stride, pad = cache
    n, c, h, wd = x.shape
    f, _, hh, ww = w.shape
    oh, ow = dout.shape[2:]
    x_pad = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], mode="constant")
    dx_pad = np.zeros(x_pad.shape)
    dw = np.zeros(w.shape)
    db = dout.sum(axis=(1, 2, 3))
    for i in range(oh):
        for j in range(ow):
            r, s = i * stride, j * stride
            g = dout[:, :, i, j]
            dw += np.tensordot(g, x_pad[:, :, r : r + hh, s : s + ww], axes=([0], [0]))
            dx_pad[:, :, r : r + hh, s : s + ww] += np.tensordot(g, w, axes=([1], [0]))
    dx = dx_pad[:, :, pad : pad + h, pad : pad + wd]
    return dx, dw, db
