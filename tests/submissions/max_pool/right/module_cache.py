"""Keeps its calls in a module-level dict and gives out tickets."""

import itertools

import numpy as np

_calls = {}
_tickets = itertools.count()


def max_pool_forward(x, size=2, stride=2):
    N, C, H, W = x.shape
    oh, ow = (H - size) // stride + 1, (W - size) // stride + 1
    onehot = np.zeros((N, C, oh, ow, size * size), dtype=bool)
    out = np.zeros((N, C, oh, ow), dtype=np.longdouble)
    for h in range(oh):
        for w in range(ow):
            part = x[..., h * stride : h * stride + size, w * stride : w * stride + size].reshape(N, C, -1)
            order = np.argsort(-part, axis=-1, kind="stable")[..., 0]
            np.put_along_axis(onehot[:, :, h, w], order[..., None], True, axis=-1)
            out[:, :, h, w] = np.take_along_axis(part, order[..., None], -1)[..., 0]
    ticket = next(_tickets)
    _calls[ticket] = x.shape, onehot, size, stride
    return out.astype(float), ticket


def max_pool_backward(dout, cache):
    shape, onehot, size, stride = _calls[cache]
    dx = np.zeros(shape)
    for h, w in np.ndindex(dout.shape[2:]):
        share = (onehot[:, :, h, w] * dout[:, :, h, w, None]).reshape(*shape[:2], size, size)
        dx[:, :, h * stride : h * stride + size, w * stride : w * stride + size] += share
    return dx
