"""A convolution small enough for paper, and what comes out of it by wrong ideas.

Source: CS231n notes, "Convolutional Neural Networks", convolutional layer: the filter is laid on
the window as it stands (cross-correlation).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.course import Text
from autograder.quiz.figure import Grid, Grids, Rows, to_fill
from autograder.quiz.item import Redraw, bilingual
from autograder.quiz.stream import Stream
from autograder.quiz.workings.windows import (
    Filtering,
    Shape,
    bracketed,
    each,
    padded,
    transposed,
    turned,
)


@dataclass(frozen=True, slots=True)
class SmallConv:
    """One filter on one small image.

    Attributes:
        x: the image, (C, H, W).
        w: the filter, (C, HH, WW).
        bias: of the filter.
        stride: distance between neighbouring windows [pixels].
        pad: rings of zeros around the image.
        shape: rows and columns that come out.
    """

    x: tuple[Rows, ...]
    w: tuple[Rows, ...]
    bias: int
    stride: int
    pad: int
    shape: Shape

    @property
    def filtering(self) -> Filtering:
        """The filter over the padded image."""
        return Filtering(tuple(padded(x, self.pad) for x in self.x), self.w, self.bias, self.stride)

    @property
    def params(self) -> dict[str, Any]:
        """All that computes what comes out."""
        return {
            "x": [list(map(list, rows)) for rows in self.x],
            "w": [list(map(list, rows)) for rows in self.w],
            "b": self.bias,
            "stride": [self.stride, self.stride],
            "pad": [self.pad, self.pad],
        }

    @property
    def described(self) -> Text:
        """What goes in and how it is filtered, in sentences."""
        x, w = (
            ", ".join(
                f"{grid.name} = {bracketed(rows)}" for grid, rows in zip(named, of, strict=True)
            )
            for named, of in ((self._images(None), self.x), (self._filters(), self.w))
        )
        return bilingual(
            f"A convolution layer has the input {x} and the filter {w}, with stride "
            f"{self.stride}, padding {self.pad} and bias {self.bias}.",
            f"합성곱 층의 입력은 {x}, 필터는 {w}입니다. 스트라이드는 {self.stride}, "
            f"패딩은 {self.pad}, 편향은 {self.bias}입니다.",
        )

    def figure(self, window: tuple[int, int, int, int] | None = None) -> Grids:
        """The image, the filter and what comes out, to be filled in."""
        rows, columns = self.shape
        out = to_fill("out", rows, columns)
        return Grids((*self._images(window), *self._filters(), out))

    def _images(self, window: tuple[int, int, int, int] | None) -> tuple[Grid, ...]:
        return tuple(Grid(rows, name, self.pad, window) for name, rows in _labelled("x", self.x))

    def _filters(self) -> tuple[Grid, ...]:
        return tuple(Grid(rows, name) for name, rows in _labelled("w", self.w))


def _labelled(name: str, channels: tuple[Rows, ...]) -> list[tuple[str, Rows]]:
    """Name channels `x[0]`, `x[1]`, and one alone `x`."""
    if len(channels) == 1:
        return [(name, channels[0])]
    return [(f"{name}[{c}]", rows) for c, rows in enumerate(channels)]


def drawn(rng: Stream, level: int) -> SmallConv:
    """Draw a convolution: from level 2 with a bias, at level 3 with negative numbers in the image.

    Level 2 has a stride or padding, level 3 both of them or two channels.
    """
    channels, f, stride, pad = rng.choice(_FORMS[level])
    shape = rng.choice(((2, 3), (3, 2)))
    height, width = ((o - 1) * stride + f - 2 * pad for o in shape)
    low = -2 if level == 3 else 0
    w = tuple(rng.grid(f, f, -1, 2) for _ in range(channels))
    if any(turned(taps) == taps or transposed(taps) == taps for taps in w):
        raise Redraw
    return SmallConv(
        x=tuple(rng.grid(height, width, low, 4) for _ in range(channels)),
        w=w,
        bias=rng.integer(1, 3) if level > 1 else 0,
        stride=stride,
        pad=pad,
        shape=shape,
    )


# Channels, side of the filter, stride and padding.
_FORMS = {
    1: ((1, 3, 1, 0),),
    2: ((1, 3, 2, 0), (1, 3, 1, 1)),
    3: ((1, 3, 2, 1), (2, 2, 1, 0), (2, 2, 2, 0)),
}


def misread(conv: SmallConv, right: Filtering) -> Mapping[str, Filtering]:
    """Return what wrong ideas make of a convolution, by misconception; `right` is its filtering."""
    taps = len(conv.w) * len(conv.w[0]) * len(conv.w[0][0])
    found = {
        "flipped-kernel": right._replace(w=tuple(map(turned, conv.w))),
        "transposed-kernel": right._replace(w=tuple(map(transposed, conv.w))),
        "lost-sign": right._replace(w=tuple(each(abs, w) for w in conv.w)),
    }
    if conv.bias:
        found["bias-missing"] = right._replace(bias=0)
        found["bias-per-tap"] = right._replace(bias=taps * conv.bias)
    if conv.stride > 1:
        found["stride-ignored-in-window"] = right._replace(stride=1)
    if conv.pad:
        found["reads-unpadded"] = right._replace(x=tuple(_shifted(x, conv.pad) for x in conv.x))
        found["padding-not-zeros"] = right._replace(x=tuple(_repeated(x, conv.pad) for x in conv.x))
    if len(conv.x) > 1:
        found["no-channel-sum"] = right._replace(x=right.x[:1], w=conv.w[:1])
    return found


def _shifted(x: Rows, pad: int) -> Rows:
    """Put the image where the padded one starts, as who reads windows from it does."""
    wide = padded(x, pad)
    return tuple((*row[pad:], *row[:pad]) for row in (*wide[pad:], *wide[:pad]))


def _repeated(x: Rows, pad: int) -> Rows:
    """Surround an image with its own outermost pixels."""
    wide = tuple((*row[:1] * pad, *row, *row[-1:] * pad) for row in x)
    return (*wide[:1] * pad, *wide, *wide[-1:] * pad)
