# class: ODD
# expect: points 20
# expect: bytes
"""A right solution behind a byte order mark, as some editors write it."""


# What follows is a right solution; the test puts it below every case that says `with: right`.
import numpy as _np


def right_forward(x, w, b, stride=1, pad=0):
    padded = _np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows = (padded.shape[2] - w.shape[2]) // stride + 1
    columns = (padded.shape[3] - w.shape[3]) // stride + 1
    out = _np.empty((len(x), len(w), rows, columns), dtype=x.dtype)
    for h, v in _np.ndindex(rows, columns):
        part = _window(padded, w, h, v, stride)
        out[:, :, h, v] = _np.tensordot(part, w, axes=((1, 2, 3), (1, 2, 3))) + b
    return out, (x, w, padded, stride, pad)


def right_backward(dout, cache):
    x, w, padded, stride, pad = cache
    dpadded, dw = _np.zeros_like(padded), _np.zeros_like(w)
    for h, v in _np.ndindex(dout.shape[2:]):
        part = _window(padded, w, h, v, stride)
        dw += _np.tensordot(dout[:, :, h, v], part, axes=(0, 0))
        _window(dpadded, w, h, v, stride)[...] += _np.tensordot(dout[:, :, h, v], w, axes=(1, 0))
    dx = dpadded[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]]
    return dx, dw, dout.sum(axis=(0, 2, 3))


def _window(padded, w, h, v, stride):
    high, wide = w.shape[2:]
    return padded[:, :, h * stride : h * stride + high, v * stride : v * stride + wide]


if "conv2d_forward" not in globals():
    conv2d_forward = right_forward
if "conv2d_backward" not in globals():
    conv2d_backward = right_backward
