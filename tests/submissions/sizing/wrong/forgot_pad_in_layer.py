"""Does not pass the padding on."""
# breaks: task 3
# misconception: forgot-pad


def output_size(n, f, stride=1, pad=0):
    if f < 1 or stride < 1 or pad < 0:
        raise ValueError("bad settings")
    if f > n + 2 * pad:
        raise ValueError("filter is too large")
    if (n + 2 * pad - f) % stride != 0:
        raise ValueError("stride does not divide")
    return (n + 2 * pad - f) // stride + 1


def same_padding(f):
    if f < 1 or f % 2 == 0:
        raise ValueError("f must be odd")
    return (f - 1) // 2


def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
    C, H, W = input_shape
    if isinstance(kernel, int):
        HH, WW = kernel, kernel
    else:
        HH, WW = kernel
    return filters, output_size(H, HH, stride), output_size(W, WW, stride)


def conv_params(in_channels, filters, kernel, bias=True):
    if isinstance(kernel, int):
        HH, WW = kernel, kernel
    else:
        HH, WW = kernel
    weights = filters * in_channels * HH * WW
    if bias:
        weights += filters
    return weights
