"""Counts the places one by one instead of computing them."""


def output_size(n, f, stride=1, pad=0):
    if stride <= 0 or f <= 0 or pad < 0:
        raise ValueError("impossible layer")
    places, left = 0, -pad
    while left + f <= n + pad:
        places += 1
        last = left + f
        left += stride
    if places == 0 or last != n + pad:
        raise ValueError("does not fit")
    return places


def same_padding(f):
    for pad in range(f):
        if output_size(f, f, 1, pad) == f:
            return pad
    raise ValueError("no padding keeps the size")


def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
    kernel = kernel if isinstance(kernel, tuple) else (kernel,) * 2
    return (filters, *(output_size(n, f, stride, pad) for n, f in zip(input_shape[1:], kernel)))


def conv_params(in_channels, filters, kernel, bias=True):
    kernel = kernel if isinstance(kernel, tuple) else (kernel,) * 2
    one_filter = 0
    for _ in range(in_channels):
        for _ in range(kernel[0]):
            one_filter += kernel[1]
    if bias:
        one_filter += 1
    return sum(one_filter for _ in range(filters))
