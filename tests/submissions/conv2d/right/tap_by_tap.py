"""One tensordot for each tap of the filter."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    (N, _, H, W), (F, _, HH, WW) = x.shape, w.shape
    OH, OW = (H + 2 * pad - HH) // stride + 1, (W + 2 * pad - WW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((F, N, OH, OW), x.dtype)
    for i in range(HH):
        for j in range(WW):
            seen = xp[
                :, :, i : i + (OH - 1) * stride + 1 : stride, j : j + (OW - 1) * stride + 1 : stride
            ]
            out += np.tensordot(w[:, :, i, j], seen, axes=(1, 1))
    out += b.reshape(F, 1, 1, 1)
    return out.swapaxes(0, 1), (xp, w, stride, pad)


def conv2d_backward(dout, cache):
    xp, w, stride, pad = cache
    OH, OW = dout.shape[2:]
    dxp, dw = np.zeros_like(xp), np.zeros_like(w)
    for i in range(w.shape[2]):
        for j in range(w.shape[3]):
            place = np.s_[
                :, :, i : i + (OH - 1) * stride + 1 : stride, j : j + (OW - 1) * stride + 1 : stride
            ]
            dw[:, :, i, j] = np.tensordot(dout, xp[place], axes=((0, 2, 3), (0, 2, 3)))
            dxp[place] += np.tensordot(dout, w[:, :, i, j], axes=(1, 0)).transpose(0, 3, 1, 2)
    if pad:
        dxp = dxp[:, :, pad:-pad, pad:-pad]
    return dxp, dw, dout.sum(axis=(0, 2, 3))
