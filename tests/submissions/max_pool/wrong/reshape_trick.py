"""Cuts the image into tiles: right only if the stride is the size."""
# breaks: task 1, 2
# misconception: pool-assumes-stride

import numpy as np


def max_pool_forward(x, size=2, stride=2):
    N, C, H, W = x.shape
    tiles = x.reshape(N, C, H // size, size, W // size, size)
    out = tiles.max(axis=(3, 5))
    return out, (x, tiles.transpose(0, 1, 2, 4, 3, 5).reshape(*out.shape, -1).argmax(axis=-1), size)


def max_pool_backward(dout, cache):
    x, first, size = cache
    hot = np.arange(size * size) == first[..., None]
    tiles = hot * dout[..., None]
    return tiles.reshape(*dout.shape, size, size).transpose(0, 1, 2, 4, 3, 5).reshape(x.shape)
