"""as_strided views, and np.add.at for the overlaps."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


def patches(xp, HH, WW, stride):
    N, C, H, W = xp.shape
    shape = (N, C, (H - HH) // stride + 1, (W - WW) // stride + 1, HH, WW)
    sn, sc, sh, sw = xp.strides
    return as_strided(xp, shape, (sn, sc, sh * stride, sw * stride, sh, sw))


def conv2d_forward(x, w, b, stride=1, pad=0):
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    cols = patches(xp, *w.shape[2:], stride)
    out = np.einsum("nchwij,fcij->nfhw", cols, w) + b.reshape(1, -1, 1, 1)
    return out, [xp, cols, w, stride, pad]


def conv2d_backward(dout, cache):
    xp, cols, w, stride, pad = cache
    HH, WW = w.shape[2:]
    OH, OW = dout.shape[2:]
    dw = np.einsum("nfhw,nchwij->fcij", dout, cols)
    share = np.einsum("nfhw,fcij->nchwij", dout, w)
    row = stride * np.arange(OH)[:, None, None, None] + np.arange(HH)[None, None, :, None]
    col = stride * np.arange(OW)[None, :, None, None] + np.arange(WW)[None, None, None, :]
    dxp = np.zeros(xp.shape, xp.dtype)
    np.add.at(dxp, (slice(None), slice(None), row, col), share)
    end_h, end_w = xp.shape[2] - pad, xp.shape[3] - pad
    return dxp[:, :, pad:end_h, pad:end_w], dw, np.einsum("nfhw->f", dout)
