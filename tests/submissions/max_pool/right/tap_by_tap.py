"""A running maximum over the taps of the window; backward gives to whoever is first."""

import numpy as np


def taps(a, size, stride, out_shape):
    rows, cols = out_shape[2] * stride, out_shape[3] * stride
    for i in range(size):
        for j in range(size):
            yield a[:, :, i : i + rows : stride, j : j + cols : stride]


def max_pool_forward(x, size=2, stride=2):
    shape = (*x.shape[:2], *((n - size) // stride + 1 for n in x.shape[2:]))
    out = np.full(shape, -np.inf)
    for tap in taps(x, size, stride, shape):
        np.maximum(out, tap, out=out)
    return out, (x.copy(), out.copy(), size, stride)


def max_pool_backward(dout, cache):
    x, out, size, stride = cache
    dx = np.zeros(x.shape)
    left = dout.copy()
    pairs = zip(taps(x, size, stride, out.shape), taps(dx, size, stride, out.shape))
    for tap, target in pairs:
        is_max = tap == out
        target += np.where(is_max, left, 0)
        left[is_max] = 0
    return dx
