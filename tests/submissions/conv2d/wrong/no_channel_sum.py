"""Looks at the first channel only."""
# breaks: task 1
# misconception: no-channel-sum

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    H_out = (H + 2 * pad - HH) // stride + 1
    W_out = (W + 2 * pad - WW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, H_out, W_out))
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    window = xp[n, :, i * stride : i * stride + HH, j * stride : j * stride + WW]
                    out[n, f, i, j] = np.sum(window[0] * w[f, 0]) + b[f]
    cache = (x, w, b, stride, pad)
    return out, cache


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
