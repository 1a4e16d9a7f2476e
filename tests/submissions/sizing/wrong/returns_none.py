"""Prints that it does not fit and returns None."""
# breaks: task 1
# misconception: returns-for-raising


def output_size(n, f, stride=1, pad=0):
    if f < 1 or stride < 1 or pad < 0:
        raise ValueError("bad settings")
    if f > n + 2 * pad:
        raise ValueError("filter is too large")
    if (n + 2 * pad - f) % stride != 0:
        print("does not fit")
        return None
    return (n + 2 * pad - f) // stride + 1


def same_padding(f):
    if f < 1 or f % 2 == 0:
        raise ValueError("f must be odd")
    return (f - 1) // 2


def conv_output_shape(input_shape, filters, kernel, stride=1, pad=0):
    C, H, W = input_shape
    HH, WW = (kernel, kernel) if isinstance(kernel, int) else kernel
    if min(HH, WW, stride) < 1 or pad < 0:
        raise ValueError("bad settings")
    out = [filters]
    for n, f in ((H, HH), (W, WW)):
        way = n + 2 * pad - f
        if way < 0 or way % stride:
            raise ValueError("does not fit")
        out.append(way // stride + 1)
    return tuple(out)


def conv_params(in_channels, filters, kernel, bias=True):
    if isinstance(kernel, int):
        HH, WW = kernel, kernel
    else:
        HH, WW = kernel
    weights = filters * in_channels * HH * WW
    if bias:
        weights += filters
    return weights
