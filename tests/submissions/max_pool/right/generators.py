"""Generators and itertools; the maximum by a key."""

from itertools import product

import numpy as np


def windows(shape, size, stride):
    """Every window, as the list of its pixels."""
    N, C, H, W = shape
    tops, lefts = range(0, H - size + 1, stride), range(0, W - size + 1, stride)
    for n, c, top, left in product(range(N), range(C), tops, lefts):
        yield [(n, c, top + i, left + j) for i, j in product(range(size), repeat=2)]


def max_pool_forward(x, size=2, stride=2):
    winners = [max(pixels, key=x.__getitem__) for pixels in windows(x.shape, size, stride)]
    shape = (*x.shape[:2], *((n - size) // stride + 1 for n in x.shape[2:]))
    out = np.fromiter((x[pixel] for pixel in winners), dtype=x.dtype, count=len(winners))
    return out.reshape(shape), (x.shape, winners)


def max_pool_backward(dout, cache):
    shape, winners = cache
    dx = np.zeros(shape, dtype=dout.dtype)
    for pixel, g in zip(winners, dout.flat):
        dx[pixel] += g
    return dx
