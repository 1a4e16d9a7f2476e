"""The layer as one matrix from all pixels to all outputs; backward multiplies with its transpose."""

import numpy as np


def taps(C, H, W, F, HH, WW, stride, pad):
    """For every product in the layer: output number, pixel number, weight number."""
    OH, OW = (H + 2 * pad - HH) // stride + 1, (W + 2 * pad - WW) // stride + 1
    f, h, k, c, i, j = (a.ravel() for a in np.indices((F, OH, OW, C, HH, WW)))
    row, col = h * stride + i - pad, k * stride + j - pad
    inside = (row >= 0) & (row < H) & (col >= 0) & (col < W)  # the padding is never stored
    out = np.ravel_multi_index((f, h, k), (F, OH, OW))[inside]
    pixel = np.ravel_multi_index((c[inside], row[inside], col[inside]), (C, H, W))
    weight = np.ravel_multi_index((f, c, i, j), (F, C, HH, WW))[inside]
    return out, pixel, weight, (F, OH, OW)


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    out, pixel, weight, shape = taps(C, H, W, *w.shape[:1], *w.shape[2:], stride, pad)
    M = np.zeros((np.prod(shape), C * H * W))
    M[out, pixel] = w.ravel()[weight]
    y = (x.reshape(N, -1) @ M.T).reshape(N, *shape) + b[:, None, None]
    return y, dict(x=x, w_shape=w.shape, M=M, taps=(out, pixel, weight))


def conv2d_backward(dout, cache):
    x, M = cache["x"], cache["M"]
    out, pixel, weight = cache["taps"]
    g = dout.reshape(len(dout), -1)
    dM = g.T @ x.reshape(len(x), -1)
    dw = np.bincount(weight, dM[out, pixel], minlength=np.prod(cache["w_shape"]))
    dx = g @ M
    return dx.reshape(x.shape), dw.reshape(cache["w_shape"]), np.einsum("nfhw->f", dout)
