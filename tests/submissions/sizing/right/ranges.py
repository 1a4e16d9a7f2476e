"""The places are a range; its length is the answer."""


def _places(n, f, stride, pad):
    if min(f, stride) < 1 or pad < 0:
        raise ValueError(f"f={f} stride={stride} pad={pad}")
    last = n + pad - f
    places = range(-pad, last + 1, stride)
    if not places or places[-1] != last:
        raise ValueError(f"a filter of {f} does not fit on {n}")
    return places


def output_size(n, f, stride=1, pad=0):
    return len(_places(n, f, stride, pad))


def same_padding(f):
    if f not in range(1, 10**9, 2):
        raise ValueError(f)
    return len(range(f // 2))


def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
    try:
        tall, wide = kernel
    except TypeError:
        tall = wide = kernel
    _, rows, columns = input_shape
    return filters, len(_places(rows, tall, stride, pad)), len(_places(columns, wide, stride, pad))


def conv_params(in_channels, filters, kernel, bias=True):
    try:
        tall, wide = kernel
    except TypeError:
        tall = wide = kernel
    return filters * (in_channels * tall * wide) + (filters if bias else 0)
