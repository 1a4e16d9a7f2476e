"""A convolutional layer in numpy: forward and backward.

The handout is README.md (English) and README.ko.md (Korean) beside this file.
"""

from typing import Any

import numpy as np


def conv2d_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, Any]:
    """Slide every filter over every padded image.

    Args:
        x: images, (N, C, H, W).
        w: filters, (F, C, HH, WW).
        b: one bias for each filter, (F,).
        stride: distance between neighbouring windows on both axes [pixels].
        pad: zeros added on all four sides of an image [pixels].

    Returns:
        out: (N, F, H', W') with H' = (H + 2 * pad - HH) / stride + 1; W' likewise.
        cache: whatever your `conv2d_backward` needs; nobody else looks inside.
    """
    # TODO task 1: pad the images, then fill `out` window by window.
    raise NotImplementedError("task 1: conv2d_forward is yours to write")


def conv2d_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient of the loss from the output back to the input, the filters and the biases.

    Args:
        dout: gradient of the loss with respect to `out`, (N, F, H', W').
        cache: what your `conv2d_forward` returned for this call.

    Returns:
        dx: gradient with respect to x, (N, C, H, W).
        dw: gradient with respect to w, (F, C, HH, WW).
        db: gradient with respect to b, (F,).
    """
    # TODO task 2: let every entry of `dout` add its share to dx, dw and db.
    raise NotImplementedError("task 2: conv2d_backward is yours to write")
