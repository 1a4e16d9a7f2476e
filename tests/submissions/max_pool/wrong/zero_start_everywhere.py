"""Both directions start from a maximum of 0."""
# breaks: task 1, 2
# misconception: pool-zero-start

import numpy as np


def max_pool_forward(x, size=2, stride=2):
    N, C, H, W = x.shape
    H_out = (H - size) // stride + 1
    W_out = (W - size) // stride + 1
    out = np.zeros((N, C, H_out, W_out))
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    window = x[n, c, i * stride : i * stride + size, j * stride : j * stride + size]
                    out[n, c, i, j] = max(0.0, np.max(window))
    cache = (x, size, stride)
    return out, cache


def max_pool_backward(dout, cache):
    x, size, stride = cache
    N, C, H_out, W_out = dout.shape
    dx = np.zeros_like(x)
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    top, left = i * stride, j * stride
                    window = x[n, c, top : top + size, left : left + size]
                    best, place = 0.0, None
                    for r in range(size):
                        for s in range(size):
                            if window[r, s] > best:
                                best, place = window[r, s], (top + r, left + s)
                    if place:
                        dx[n, c, place[0], place[1]] += dout[n, c, i, j]
    return dx
