"""Draw convolutions and small networks in which every layer fits.

They are drawn backwards, from the size that is left in the end.
"""

from collections.abc import Sequence

from autograder.quiz.item import Redraw
from autograder.quiz.stream import Stream
from autograder.quiz.workings.layers import Conv, Volume, Window, conv, pool

COUNTS = (3, 4, 5, 6, 8, 10, 12, 16)  # of channels and of filters, where parameters are counted
_FILTERS = (4, 6, 8, 10, 12, 16, 20, 24, 32)
_LARGEST = 100  # [pixels] of a side of the image

# What a level's networks are made of: convolution, convolution with stride 2, pooling.
SHORT, MIDDLE, LONG = "cp", "cpc", "cpcp"
STRIDED = "spcpc"


def drawn_conv(
    rng: Stream,
    level: int,
    *,
    bias: bool = True,
    filters: Sequence[int] = COUNTS,
    places: Sequence[int] = range(6, 17),
) -> tuple[Volume, Conv]:
    """Draw an image and a convolution that fits.

    Args:
        rng: decides.
        level: 1 is square at stride 1; the others are neither.
        bias: whether filters have one.
        filters: how many there may be; never as many as channels.
        places: how many there may be along an axis.
    """
    channels = rng.choice(COUNTS)
    count = rng.choice([each for each in filters if each != channels])
    f = rng.choice((3, 5, 7))
    s = 1 if level == 1 else rng.integer(2, 3)
    layer = conv(count, f, s, rng.integer(0, f // 2), bias=bias)
    rows, columns = rng.sample(places, 2)
    return (channels, *layer.input((rows, rows if level == 1 else columns))), layer


def drawn_network(rng: Stream, kinds: str, last: Sequence[int]) -> tuple[Volume, list[Window]]:
    """Draw a network of convolutions and max pooling, and an image that it fits.

    Args:
        rng: decides.
        kinds: of layers in order: `c` convolution, `s` one with stride 2, `p` pooling.
        last: heights and widths that may be left in the end [pixels].

    Returns:
        Depth, height and width of the image, not square, and the layers.

    Raises:
        Redraw: the image is too large, or nothing is left of it.
    """
    channels = rng.choice((1, 3, 5))
    filters = iter(rng.sample(_FILTERS, len(kinds)))
    layers = [_layer(rng, kind, next(filters)) for kind in kinds]
    down, across = rng.sample(last, 2)
    for layer in reversed(layers):
        down, across = layer.input((down, across))
    if not 0 < min(down, across) < max(down, across) <= _LARGEST:
        raise Redraw
    return (channels, down, across), layers


def _layer(rng: Stream, kind: str, filters: int) -> Window:
    if kind == "p":
        return pool(*rng.choice(((2, 2), (2, 2), (3, 2))))
    f = rng.choice((3, 5))
    return conv(filters, f, 2 if kind == "s" else 1, rng.integer(0, f // 2))
