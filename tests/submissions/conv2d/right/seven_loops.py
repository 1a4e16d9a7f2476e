"""Every sum written as a loop, with plain Python numbers."""

import numpy as np


def padded(x, pad):
    N, C, H, W = x.shape
    big = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    big[:, :, pad : H + pad, pad : W + pad] = x
    return big


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    OH = (H + 2 * pad - HH) // stride + 1
    OW = (W + 2 * pad - WW) // stride + 1
    xs, ws = padded(x, pad).tolist(), w.tolist()
    out = np.zeros((N, F, OH, OW))
    for n in range(N):
        for f in range(F):
            for h in range(OH):
                for k in range(OW):
                    total = float(b[f])
                    for c in range(C):
                        for i in range(HH):
                            for j in range(WW):
                                total += xs[n][c][h * stride + i][k * stride + j] * ws[f][c][i][j]
                    out[n, f, h, k] = total
    return out, {"x": x.copy(), "w": w.copy(), "stride": stride, "pad": pad}


def conv2d_backward(dout, cache):
    x, w, stride, pad = cache["x"], cache["w"], cache["stride"], cache["pad"]
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    xp = padded(x, pad)
    dxp, dw, db = np.zeros(xp.shape), np.zeros(w.shape), np.zeros(F)
    for n in range(N):
        for f in range(F):
            for h in range(dout.shape[2]):
                for k in range(dout.shape[3]):
                    g = dout[n, f, h, k]
                    db[f] += g
                    for c in range(C):
                        for i in range(HH):
                            for j in range(WW):
                                dw[f, c, i, j] += g * xp[n, c, h * stride + i, k * stride + j]
                                dxp[n, c, h * stride + i, k * stride + j] += g * w[f, c, i, j]
    return dxp[:, :, pad : H + pad, pad : W + pad], dw, db
