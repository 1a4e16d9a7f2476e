"""The winner of a window is the winner of its two halves' winners."""

import numpy as np


def winner(image, places):
    """The first place of the largest number among places, in their order."""
    if len(places) == 1:
        return places[0]
    middle = len(places) // 2
    first, second = winner(image, places[:middle]), winner(image, places[middle:])
    return second if image[second] > image[first] else first


def max_pool_forward(x, size=2, stride=2):
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1))
    winners = {}
    for n, c, i, j in np.ndindex(out.shape):
        top, left = i * stride, j * stride
        places = [(r, s) for r in range(top, top + size) for s in range(left, left + size)]
        best = winner(x[n, c], places)
        winners[n, c, i, j] = (n, c, *best)
        out[n, c, i, j] = x[n, c][best]
    return out, (x.shape, winners)


def max_pool_backward(dout, cache):
    shape, winners = cache
    dx = np.zeros(shape)
    for place, source in winners.items():
        dx[source] += dout[place]
    return dx
