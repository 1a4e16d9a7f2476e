"""One place, and the places of what is left."""


def output_size(n, f, stride=1, pad=0):
    if pad > 0:
        return output_size(n + 2, f, stride, pad - 1)
    if pad < 0 or stride < 1 or f < 1 or n < f:
        raise ValueError("does not fit")
    if n == f:
        return 1
    return 1 + output_size(n - stride, f, stride)


def same_padding(f):
    if f < 1:
        raise ValueError("even, or too small")
    return 0 if f == 1 else 1 + same_padding(f - 2)


def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
    if isinstance(kernel, int):
        return conv_output_shape(input_shape, filters, (kernel, kernel), stride, pad)
    sides = zip(input_shape[1:], kernel)
    return (filters,) + tuple(output_size(n, f, stride, pad) for n, f in sides)


def conv_params(in_channels, filters, kernel, bias=True):
    if not isinstance(kernel, tuple):
        return conv_params(in_channels, filters, (kernel, kernel), bias)
    if bias:
        return filters + conv_params(in_channels, filters, kernel, False)
    return in_channels * filters * kernel[0] * kernel[1]
