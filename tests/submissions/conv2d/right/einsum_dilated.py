"""Backward as two more convolutions: dout with zeros between, filters turned."""

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
            dw[:, :, i, j] = np.einsum("nfhw,nchw->fc", big, part)
    full = np.pad(big, ((0, 0), (0, 0), (HH - 1, HH - 1), (WW - 1, WW - 1)))
    w_rot = w[:, :, ::-1, ::-1]
    dxp = np.zeros(xp.shape)
    for i in range(xp.shape[2]):
        for j in range(xp.shape[3]):
            dxp[:, :, i, j] = np.einsum("nfij,fcij->nc", full[:, :, i : i + HH, j : j + WW], w_rot)
    return dxp[:, :, pad : pad + H, pad : pad + W], dw, db
