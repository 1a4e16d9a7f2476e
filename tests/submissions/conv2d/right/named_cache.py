"""A named tuple as the cache, and a gradient check under the main guard."""

from typing import NamedTuple

import numpy as np


class Cache(NamedTuple):
    x: np.ndarray
    xp: np.ndarray
    w: np.ndarray
    stride: int
    pad: int

    @property
    def crop(self):
        h, w = self.x.shape[-2:]
        return ..., slice(self.pad, self.pad + h), slice(self.pad, self.pad + w)


def conv2d_forward(x, w, b, stride=1, pad=0):
    xp = np.pad(x, [(0,), (0,), (pad,), (pad,)], mode="constant", constant_values=0)
    HH, WW = w.shape[-2:]
    OH, OW = (xp.shape[2] - HH) // stride + 1, (xp.shape[3] - WW) // stride + 1
    out = np.zeros((x.shape[0], w.shape[0], OH, OW)) + b.reshape(-1, 1, 1)
    for r, s in np.ndindex(HH, WW):
        part = xp[:, :, r:, s:][:, :, : OH * stride : stride, : OW * stride : stride]
        out += np.tensordot(w[:, :, r, s], part, axes=([1], [1])).swapaxes(0, 1)
    return out, Cache(x, xp, w, stride, pad)


def conv2d_backward(dout, cache):
    OH, OW = dout.shape[-2:]
    dxp = np.zeros(cache.xp.shape)
    dw = np.empty(cache.w.shape)
    step = slice(None, OH * cache.stride, cache.stride), slice(None, OW * cache.stride, cache.stride)
    for r, s in np.ndindex(*cache.w.shape[-2:]):
        part = cache.xp[:, :, r:, s:][:, :, step[0], step[1]]
        dw[:, :, r, s] = np.tensordot(dout, part, axes=([0, 2, 3], [0, 2, 3]))
        back = np.tensordot(dout, cache.w[:, :, r, s], axes=([1], [0]))
        dxp[:, :, r:, s:][:, :, step[0], step[1]] += np.moveaxis(back, -1, 1)
    return dxp[cache.crop], dw, np.sum(dout, axis=(0, 2, 3))


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(2, 3, 5, 5)), rng.normal(size=(4, 3, 3, 3)), rng.normal(size=4)
    out, cache = conv2d_forward(x, w, b, stride=2, pad=1)
    dout = rng.normal(size=out.shape)
    dx, dw, db = conv2d_backward(dout, cache)
    eps = 1e-5
    for array, grad in ((x, dx), (w, dw), (b, db)):
        for index in np.ndindex(array.shape):
            old = array[index]
            array[index] = old + eps
            high = (conv2d_forward(x, w, b, 2, 1)[0] * dout).sum()
            array[index] = old - eps
            low = (conv2d_forward(x, w, b, 2, 1)[0] * dout).sum()
            array[index] = old
            assert abs((high - low) / (2 * eps) - grad[index]) < 1e-6
    print("ok")
