"""A max pooling layer in numpy: forward and backward.

The handout is README.md (English) and README.ko.md (Korean) beside this file.
"""

from typing import Any

import numpy as np


def max_pool_forward(x: np.ndarray, size: int = 2, stride: int = 2) -> tuple[np.ndarray, Any]:
    """Keep the largest number of every window.

    Args:
        x: images, (N, C, H, W).
        size: side of the square windows [pixels].
        stride: distance between neighbouring windows on both axes [pixels].

    Returns:
        out: (N, C, H', W') with H' = (H - size) / stride + 1; W' likewise.
        cache: whatever your `max_pool_backward` needs; nobody else looks inside.

    Source:
        CS231n notes, "Convolutional Neural Networks", pooling layer.
    """
    # TODO task 1: fill `out` window by window.
    raise NotImplementedError("task 1: max_pool_forward is yours to write")


def max_pool_backward(dout: np.ndarray, cache: Any) -> np.ndarray:
    """Carry the gradient of the loss from the output back to the input.

    Args:
        dout: gradient of the loss with respect to `out`, (N, C, H', W').
        cache: what your `max_pool_forward` returned for this call.

    Returns:
        dx: gradient with respect to x, (N, C, H, W). Each entry of `dout` goes to the maximum of
            its window; where there are several, to the first, row by row.

    Source:
        CS231n notes, "Backpropagation, Intuitions", the max gate routes the gradient.
    """
    # TODO task 2: send every entry of `dout` to the pixel that it came from.
    raise NotImplementedError("task 2: max_pool_backward is yours to write")
