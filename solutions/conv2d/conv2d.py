"""The reference for conv2d: vectorised over everything but the taps of a filter."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

Cache = tuple[np.ndarray, np.ndarray, int, int]


def conv2d_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, Cache]:
    """Slide every filter over every padded image.

    Args:
        x: images, (N, C, H, W).
        w: filters, (F, C, HH, WW).
        b: one bias for each filter, (F,).
        stride: distance between neighbouring windows on both axes [pixels].
        pad: zeros added on all four sides of an image [pixels].

    Returns:
        out: (N, F, H', W') with H' = (H + 2 * pad - HH) / stride + 1, and W' likewise.
        cache: what `conv2d_backward` needs.

    Source:
        CS231n notes, "Convolutional Neural Networks", convolution layer.
    """
    windows = _windows(_padded(x, pad), w, stride)
    out = np.einsum("nchwij,fcij->nfhw", windows, w) + b[:, np.newaxis, np.newaxis]
    return out, (x, w, stride, pad)


def conv2d_backward(dout: np.ndarray, cache: Cache) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient from the output back to the input, the filters and the biases.

    Args:
        dout: gradient of the loss with respect to `out`, (N, F, H', W').
        cache: what `conv2d_forward` returned for this call.

    Returns:
        dx: (N, C, H, W).
        dw: (F, C, HH, WW).
        db: (F,).

    Source:
        The chain rule on out[n, f, h, w] = sum over c, i, j of
        x_padded[n, c, h * stride + i, w * stride + j] * w[f, c, i, j] + b[f].
    """
    x, w, stride, pad = cache
    x_padded = _padded(x, pad)
    db = dout.sum(axis=(0, 2, 3))
    dw = np.einsum("nfhw,nchwij->fcij", dout, _windows(x_padded, w, stride))

    dx_padded = np.zeros_like(x_padded)
    rows, columns = (stride * places for places in dout.shape[2:])
    for i, j in np.ndindex(w.shape[2:]):
        # All pixels that tap (i, j) met: no two windows share one, so += is safe on the slice.
        met = dx_padded[:, :, i : i + rows : stride, j : j + columns : stride]  # (N, C, H', W')
        met += np.einsum("nfhw,fc->nchw", dout, w[:, :, i, j])
    height, width = x.shape[2:]
    # Not [pad:-pad], which is empty at pad 0.
    return dx_padded[:, :, pad : pad + height, pad : pad + width], dw, db


def _padded(x: np.ndarray, pad: int) -> np.ndarray:
    """Put `pad` zeros around every image, but not around batch and channels."""
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def _windows(x_padded: np.ndarray, w: np.ndarray, stride: int) -> np.ndarray:
    """View every window that a filter meets, (N, C, H', W', HH, WW)."""
    return sliding_window_view(x_padded, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
