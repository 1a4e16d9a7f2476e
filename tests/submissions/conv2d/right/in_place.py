"""Works in place, on copies and buffers of its own: out=, *=, +=."""

import numpy as np


def _pad(x, pad):
    big = np.zeros(x.shape[:2] + tuple(side + 2 * pad for side in x.shape[2:]), x.dtype)
    np.copyto(big[:, :, pad : big.shape[2] - pad, pad : big.shape[3] - pad], x)
    return big


def conv2d_forward(x, w, b, stride=1, pad=0):
    xp = _pad(x, pad)
    (N, C, H, W), (F, _, HH, WW) = xp.shape, w.shape
    OH, OW = 1 + (H - HH) // stride, 1 + (W - WW) // stride
    out = np.empty((N, F, OH, OW), x.dtype)
    out[...] = b.reshape(1, F, 1, 1)
    buffer = np.empty((N, C, HH, WW), x.dtype)
    for f in range(F):
        for i in range(OH):
            for j in range(OW):
                window = xp[:, :, i * stride : i * stride + HH, j * stride : j * stride + WW]
                np.multiply(window, w[f], out=buffer)
                out[:, f, i, j] += buffer.sum(axis=(1, 2, 3))
    return out, [xp, w.copy(), stride, pad]


def conv2d_backward(dout, cache):
    xp, w, stride, pad = cache
    HH, WW = w.shape[2:]
    dout = dout.copy()  # mine from here on
    db = np.add.reduce(dout, axis=(0, 2, 3))
    dw, dxp = np.zeros_like(w), np.zeros_like(xp)
    N, F, OH, OW = dout.shape
    for i in range(OH):
        for j in range(OW):
            rows, cols = slice(i * stride, i * stride + HH), slice(j * stride, j * stride + WW)
            g = dout[:, :, i, j]
            dw += np.tensordot(g, xp[:, :, rows, cols], axes=(0, 0))
            dxp[:, :, rows, cols] += np.tensordot(g, w, axes=(1, 0))
            g *= 0.0  # used up
    assert not dout.any()
    return dxp[:, :, pad : dxp.shape[2] - pad, pad : dxp.shape[3] - pad], dw, db
