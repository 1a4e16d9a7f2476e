"""How large the output of a convolutional layer is, and how many parameters the layer has.

The handout is README.md (English) and README.ko.md (Korean) beside this file.
"""


def output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    """Return how many places a filter fits along one axis.

    Args:
        n: input length [pixels], at least 1.
        f: filter length [pixels].
        stride: distance between neighbouring places [pixels].
        pad: zeros added at each end [pixels].

    Returns:
        (n + 2 * pad - f) / stride + 1 [places], as an int.

    Raises:
        ValueError: the filter is larger than the padded input, the stride does not divide,
            stride < 1, f < 1 or pad < 0.

    Source:
        CS231n notes, "Convolutional Neural Networks", spatial arrangement.
    """
    # TODO task 1: refuse what does not fit, then count the places.
    raise NotImplementedError("task 1: output_size is yours to write")


def same_padding(f: int) -> int:
    """Return the padding that keeps the size at stride 1.

    Args:
        f: filter length [pixels], odd.

    Returns:
        The `pad` for which output_size(n, f, 1, pad) is n, for every n [pixels], as an int.

    Raises:
        ValueError: f is even or smaller than 1.

    Source:
        CS231n notes, "Convolutional Neural Networks", use of zero-padding.
    """
    # TODO task 2: solve the formula of task 1 for the padding.
    raise NotImplementedError("task 2: same_padding is yours to write")


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
        (F, H', W'), a tuple of ints.

    Raises:
        ValueError: on one of the axes, `output_size` would raise it.

    Source:
        CS231n notes, "Convolutional Neural Networks", summary of the conv layer.
    """
    # TODO task 3: size both axes; what is the depth?
    raise NotImplementedError("task 3: conv_output_shape is yours to write")


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
        Weights and biases together [numbers], as an int.

    Source:
        CS231n notes, "Convolutional Neural Networks", summary of the conv layer.
    """
    # TODO task 4: the weights of one filter, its bias, then all filters.
    raise NotImplementedError("task 4: conv_params is yours to write")
