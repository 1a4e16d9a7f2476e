"""Computes in float64 and Fortran order, gives back the input's type."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    x64, w64 = np.asfortranarray(x, dtype=np.float64), np.asfortranarray(w, dtype=np.float64)
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    xp = np.zeros((N, C, H + 2 * pad, W + 2 * pad), order="F")
    xp[:, :, pad : pad + H, pad : pad + W] = x64
    OH, OW = (H + 2 * pad - HH) // stride + 1, (W + 2 * pad - WW) // stride + 1
    out = np.zeros((N, F, OH, OW), order="F")
    for f in range(F):
        for i in range(HH):
            for j in range(WW):
                tap = w64[f, :, i, j][None, :, None, None]
                out[:, f] += (
                    tap * xp[:, :, i : i + stride * OH : stride, j : j + stride * OW : stride]
                ).sum(axis=1)
        out[:, f] += b[f]
    return out.astype(x.dtype, order="F"), (xp, w64, stride, pad, x.dtype)


def conv2d_backward(dout, cache):
    xp, w64, stride, pad, dtype = cache
    HH, WW = w64.shape[2:]
    d = np.asfortranarray(dout, dtype=np.float64)
    OH, OW = d.shape[2:]
    dxp, dw = np.zeros(xp.shape, order="F"), np.zeros(w64.shape, order="F")
    for i in range(HH):
        for j in range(WW):
            rows, cols = slice(i, i + stride * OH, stride), slice(j, j + stride * OW, stride)
            dw[:, :, i, j] = np.einsum("nfhw,nchw->fc", d, xp[:, :, rows, cols])
            dxp[:, :, rows, cols] += np.einsum("nfhw,fc->nchw", d, w64[:, :, i, j])
    H, W = xp.shape[2] - 2 * pad, xp.shape[3] - 2 * pad
    dx = dxp[:, :, pad : pad + H, pad : pad + W]
    return [np.asfortranarray(a.astype(dtype)) for a in (dx, dw)] + [
        d.sum(axis=(0, 2, 3)).astype(dtype)
    ]
