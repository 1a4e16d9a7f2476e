"""The reference for sizing."""


def output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    """Return how many places a filter fits along one axis.

    Args:
        n: input length [pixels], at least 1.
        f: filter length [pixels].
        stride: distance between neighbouring places [pixels].
        pad: zeros added at each end [pixels].

    Returns:
        (n + 2 * pad - f) / stride + 1 [places].

    Raises:
        ValueError: the filter is larger than the padded input, the stride does not divide,
            stride < 1, f < 1 or pad < 0.

    Source:
        CS231n notes, "Convolutional Neural Networks", spatial arrangement.
    """
    if f < 1 or stride < 1 or pad < 0:
        raise ValueError(f"no such layer: f={f}, stride={stride}, pad={pad}")
    way = n + 2 * pad - f  # how far the filter can move
    # Apart from the rest: a way of -stride leaves no rest, and would count 0 places.
    if way < 0:
        raise ValueError(f"a filter of {f} is larger than {n} pixels with padding {pad}")
    if way % stride:
        raise ValueError(f"stride {stride} does not divide {way}")
    return way // stride + 1


def same_padding(f: int) -> int:
    """Return the padding that keeps the size at stride 1.

    Args:
        f: filter length [pixels], odd.

    Returns:
        (f - 1) / 2 [pixels]: what solves n + 2 * pad - f + 1 = n.

    Raises:
        ValueError: f is even or smaller than 1.

    Source:
        CS231n notes, "Convolutional Neural Networks", use of zero-padding.
    """
    if f < 1 or f % 2 == 0:
        raise ValueError(f"no padding keeps the size for a filter of {f}")
    return (f - 1) // 2


def conv_output_shape(
    input_shape: tuple[int, int, int],
    filters: int,
    kernel: int | tuple[int, int],
    stride: int = 1,
    pad: int = 0,
) -> tuple[int, int, int]:
    """Return the shape that a convolutional layer gives one image.

    Args:
        input_shape: (C, H, W) of the image.
        filters: how many filters the layer has, F.
        kernel: side of square filters, or (HH, WW) [pixels].
        stride: distance between neighbouring windows on both axes [pixels].
        pad: zeros added on all four sides [pixels].

    Returns:
        (F, H', W').

    Raises:
        ValueError: on one of the axes, `output_size` raises it.

    Source:
        CS231n notes, "Convolutional Neural Networks", summary of the conv layer.
    """
    _, height, width = input_shape
    filter_height, filter_width = _sides(kernel)
    return (
        filters,
        output_size(height, filter_height, stride, pad),
        output_size(width, filter_width, stride, pad),
    )


def conv_params(
    in_channels: int, filters: int, kernel: int | tuple[int, int], bias: bool = True
) -> int:
    """Return how many numbers a convolutional layer learns.

    Args:
        in_channels: channels of the layer's input, C.
        filters: how many filters the layer has, F.
        kernel: side of square filters, or (HH, WW) [pixels].
        bias: whether every filter has a bias.

    Returns:
        F * (C * HH * WW + 1) [numbers]; without biases F * C * HH * WW.

    Source:
        CS231n notes, "Convolutional Neural Networks", summary of the conv layer.
    """
    filter_height, filter_width = _sides(kernel)
    return filters * (in_channels * filter_height * filter_width + bool(bias))


def _sides(kernel: int | tuple[int, int]) -> tuple[int, int]:
    """Return (HH, WW) of a kernel written either way."""
    return kernel if isinstance(kernel, tuple) else (kernel, kernel)
