"""The reference for max_pool: every window a row, the maximum found by its index."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

Cache = tuple[tuple[int, ...], np.ndarray, int, int]


def max_pool_forward(x: np.ndarray, size: int = 2, stride: int = 2) -> tuple[np.ndarray, Cache]:
    """Keep the largest number of every window.

    Args:
        x: images, (N, C, H, W).
        size: side of the square windows [pixels].
        stride: distance between neighbouring windows on both axes [pixels].

    Returns:
        out: (N, C, H', W') with H' = (H - size) / stride + 1, and W' likewise.
        cache: what `max_pool_backward` needs.

    Source:
        CS231n notes, "Convolutional Neural Networks", pooling layer.
    """
    windows = sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    flat = windows.reshape(*windows.shape[:4], -1)  # (N, C, H', W', size*size)
    first = flat.argmax(axis=-1)  # argmax takes the first of several, and C order is row by row
    out = np.take_along_axis(flat, first[..., np.newaxis], axis=-1)[..., 0]
    return out, (x.shape, first, size, stride)


def max_pool_backward(dout: np.ndarray, cache: Cache) -> np.ndarray:
    """Carry the gradient from the output back to the input.

    Args:
        dout: gradient of the loss with respect to `out`, (N, C, H', W').
        cache: what `max_pool_forward` returned for this call.

    Returns:
        dx: (N, C, H, W).

    Source:
        CS231n notes, "Backpropagation, Intuitions": the max gate routes the gradient to the larger
        input; gradients of a value that is used more than once add up.
    """
    x_shape, first, size, stride = cache
    n, c, h, k = np.indices(dout.shape, sparse=True)
    rows, columns = h * stride + first // size, k * stride + first % size
    dx = np.zeros(x_shape, dtype=dout.dtype)
    # Not dx[...] += dout, which adds once only where windows overlap and share their maximum.
    np.add.at(dx, (n, c, rows, columns), dout)
    return dx
