"""Keeps the padded image in the cache and uses it as the buffer for dx."""
# breaks: task 2
# misconception: mutates-cache

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
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    cache = (xp, w, b, stride, pad)
    return out, cache


def conv2d_backward(dout, cache):
    xp, w, b, stride, pad = cache
    N, C = xp.shape[:2]
    H, W = xp.shape[2] - 2 * pad, xp.shape[3] - 2 * pad
    F, _, HH, WW = w.shape
    _, _, H_out, W_out = dout.shape
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    top, left = i * stride, j * stride
                    g = dout[n, f, i, j]
                    db[f] += g
                    dw[f] += g * xp[n, :, top : top + HH, left : left + WW]
    dxp = xp
    dxp.fill(0)
    for i in range(H_out):
        for j in range(W_out):
            top, left = i * stride, j * stride
            for f in range(F):
                g = dout[:, f, i, j].reshape(N, 1, 1, 1)
                dxp[:, :, top : top + HH, left : left + WW] += g * w[f]
    dx = dxp[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db
