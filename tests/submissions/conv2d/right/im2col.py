"""im2col and col2im, with one matrix product each way."""

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
    return col.transpose(0, 4, 5, 1, 2, 3).reshape(N * out_h * out_w, -1)


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    out_h = (H + 2 * pad - HH) // stride + 1
    out_w = (W + 2 * pad - WW) // stride + 1
    col = im2col(x, HH, WW, stride, pad)
    out = np.dot(col, w.reshape(F, -1).T) + b
    out = out.reshape(N, out_h, out_w, F).transpose(0, 3, 1, 2)
    return out, (x.shape, col, w, stride, pad)


def col2im(col, x_shape, HH, WW, stride, pad):
    N, C, H, W = x_shape
    out_h = (H + 2 * pad - HH) // stride + 1
    out_w = (W + 2 * pad - WW) // stride + 1
    col = col.reshape(N, out_h, out_w, C, HH, WW).transpose(0, 3, 4, 5, 1, 2)
    img = np.zeros((N, C, H + 2 * pad + stride - 1, W + 2 * pad + stride - 1), dtype=col.dtype)
    for i in range(HH):
        for j in range(WW):
            img[:, :, i : i + stride * out_h : stride, j : j + stride * out_w : stride] += col[
                :, :, i, j
            ]
    return img[:, :, pad : H + pad, pad : W + pad]


def conv2d_backward(dout, cache):
    x_shape, col, w, stride, pad = cache
    F, C, HH, WW = w.shape
    rows = dout.transpose(0, 2, 3, 1).reshape(-1, F)
    db = rows.sum(axis=0)
    dw = np.dot(col.T, rows).T.reshape(F, C, HH, WW)
    dcol = np.dot(rows, w.reshape(F, -1))
    return col2im(dcol, x_shape, HH, WW, stride, pad), dw, db
