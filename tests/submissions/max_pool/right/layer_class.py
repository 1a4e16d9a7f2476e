"""A layer class behind the two functions; the layer is the cache."""

import numpy as np


class MaxPool:
    """Remembers its input."""

    def __init__(self, size, stride):
        self.size, self.stride = size, stride

    def windows(self, shape):
        for place in np.ndindex(*shape):
            n, c, i, j = place
            top, left = i * self.stride, j * self.stride
            yield place, (n, c, slice(top, top + self.size), slice(left, left + self.size))

    def forward(self, x):
        self.x = x
        H, W = ((side - self.size) // self.stride + 1 for side in x.shape[2:])
        out = np.empty(x.shape[:2] + (H, W), order="F")
        for place, window in self.windows(out.shape):
            out[place] = x[window].max()
        return out

    def backward(self, dout):
        dx = np.zeros(self.x.shape, dtype=self.x.dtype)
        for place, window in self.windows(dout.shape):
            dx[window].flat[self.x[window].argmax()] += dout[place]
        return dx


def max_pool_forward(x, size=2, stride=2):
    layer = MaxPool(size, stride)
    return layer.forward(x), layer


def max_pool_backward(dout, cache):
    return cache.backward(dout)
