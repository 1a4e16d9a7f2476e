"""Shifts the caller's image, in place, so that its largest number is 0."""
# breaks: task 1
# misconception: mutates-input

import numpy as np


def max_pool_forward(x, size=2, stride=2):
    n, c, h, w = x.shape
    oh, ow = 1 + (h - size) // stride, 1 + (w - size) // stride
    out = np.empty((n, c, oh, ow), dtype=x.dtype)
    where = np.empty((n, c, oh, ow), dtype=int)
    for i in range(oh):
        for j in range(ow):
            r, s = i * stride, j * stride
            flat = x[:, :, r : r + size, s : s + size].reshape(n, c, -1)
            where[:, :, i, j] = flat.argmax(axis=2)
            out[:, :, i, j] = flat.max(axis=2)
    x -= x.max()
    return out, (x.shape, where, size, stride)


def max_pool_backward(dout, cache):
    shape, where, size, stride = cache
    dx = np.zeros(shape)
    ns, cs = np.ogrid[: shape[0], : shape[1]]
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows, cols = np.divmod(where[:, :, i, j], size)
            dx[ns, cs, i * stride + rows, j * stride + cols] += dout[:, :, i, j]
    return dx
