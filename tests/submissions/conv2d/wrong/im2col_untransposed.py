"""im2col, but the columns are reshaped without bringing the places to the front."""
# breaks: task 1
# misconception: im2col-mixed-axes

import numpy as np


def im2col(x, HH, WW, stride, pad):
    N, C, H, W = x.shape
    out_h = (H + 2 * pad - HH) // stride + 1
    out_w = (W + 2 * pad - WW) // stride + 1
    img = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], "constant")
    col = np.zeros((N, C, HH, WW, out_h, out_w), dtype=x.dtype)
    for i in range(HH):
        for j in range(WW):
            col[:, :, i, j] = img[
                :, :, i : i + stride * out_h : stride, j : j + stride * out_w : stride
            ]
    return col.reshape(N * out_h * out_w, -1)


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    out_h = (H + 2 * pad - HH) // stride + 1
    out_w = (W + 2 * pad - WW) // stride + 1
    col = im2col(x, HH, WW, stride, pad)
    out = np.dot(col, w.reshape(F, -1).T) + b
    out = out.reshape(N, out_h, out_w, F).transpose(0, 3, 1, 2)
    return out, (x, w, b, stride, pad)


def conv2d_backward(dout, cache):
    x, w, b, stride, pad = cache
    n, c, h, wd = x.shape
    f, _, hh, ww = w.shape
    oh, ow = dout.shape[2:]
    x_pad = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], mode="constant")
    dx_pad = np.zeros(x_pad.shape)
    dw = np.zeros(w.shape)
    db = dout.sum(axis=(0, 2, 3))
    for i in range(oh):
        for j in range(ow):
            r, s = i * stride, j * stride
            g = dout[:, :, i, j]
            dw += np.tensordot(g, x_pad[:, :, r : r + hh, s : s + ww], axes=([0], [0]))
            dx_pad[:, :, r : r + hh, s : s + ww] += np.tensordot(g, w, axes=([1], [0]))
    dx = dx_pad[:, :, pad : pad + h, pad : pad + wd]
    return dx, dw, db
