"""Exchanges the operands for dw, so that the filter's gradient comes out reversed."""
# breaks: task 2
# misconception: swapped-correlation

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
    cache = (x, w, b, stride, pad)
    return out, cache


def conv2d_backward(dout, cache):
    x, w, b, stride, pad = cache
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    _, _, Ho, Wo = dout.shape
    # put stride - 1 zeros between the entries of dout: then everything is a stride 1 convolution
    big = np.zeros((N, F, (Ho - 1) * stride + 1, (Wo - 1) * stride + 1))
    big[:, :, ::stride, ::stride] = dout
    db = dout.sum(axis=(0, 2, 3))
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dw = np.zeros(w.shape)
    for i in range(HH):
        for j in range(WW):
            part = xp[:, :, i : i + big.shape[2], j : j + big.shape[3]]
            dw[:, :, HH - 1 - i, WW - 1 - j] = np.einsum("nfhw,nchw->fc", big, part)
    full = np.pad(big, ((0, 0), (0, 0), (HH - 1, HH - 1), (WW - 1, WW - 1)))
    w_rot = w[:, :, ::-1, ::-1]
    dxp = np.zeros(xp.shape)
    for i in range(xp.shape[2]):
        for j in range(xp.shape[3]):
            dxp[:, :, i, j] = np.einsum("nfij,fcij->nc", full[:, :, i : i + HH, j : j + WW], w_rot)
    return dxp[:, :, pad : pad + H, pad : pad + W], dw, db
