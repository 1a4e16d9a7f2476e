"""Draw small networks of convolutions and max pooling, in which every layer fits.

They are drawn backwards, from the size that is left in the end.
"""

from collections.abc import Sequence

from autograder.quiz.item import Redraw
from autograder.quiz.stream import Stream
from autograder.quiz.workings.layers import Layer, Volume, conv, pool

_FILTERS = (4, 6, 8, 10, 12, 16, 20, 24, 32)
_LARGEST = 100  # [pixels] of a side of the image

# What a level's networks are made of: convolution, convolution with stride 2, pooling.
SHORT, MIDDLE, LONG = "cp", "cpc", "cpcp"
STRIDED = "spcpc"


def drawn_network(rng: Stream, kinds: str, last: Sequence[int]) -> tuple[Volume, list[Layer]]:
    """Draw a network and an image that it fits.

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


def _layer(rng: Stream, kind: str, filters: int) -> Layer:
    if kind == "p":
        return pool(*rng.choice(((2, 2), (2, 2), (3, 2))))
    f = rng.choice((3, 5))
    return conv(filters, f, 2 if kind == "s" else 1, rng.integer(0, f // 2))
