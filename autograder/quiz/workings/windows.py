"""Windows over small grids of numbers: what filters and pooling do, as it is done by hand."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from autograder.quiz.figure import Rows
from autograder.quiz.item import Number, Wrong, number
from autograder.quiz.workings.sums import signed

Shape = tuple[int, int]


def padded(x: Rows, pad: int) -> Rows:
    """Surround a grid with `pad` rings of zeros."""
    side = (0,) * pad
    beyond = ((0,) * (len(x[0]) + 2 * pad),) * pad
    return (*beyond, *((*side, *row, *side) for row in x), *beyond)


def turned(w: Rows) -> Rows:
    """Turn a grid by 180 degrees."""
    return tuple(row[::-1] for row in w[::-1])


def transposed(w: Rows) -> Rows:
    """Exchange rows and columns."""
    return tuple(zip(*w, strict=True))


def each(function: Callable[[Number], Number], x: Rows) -> Rows:
    """Put every number of a grid through a function."""
    return tuple(tuple(map(function, row)) for row in x)


def window(x: Rows, top: int, left: int, size: Shape) -> list[Number]:
    """Return the numbers of a window, row by row."""
    height, width = size
    return [cell for row in x[top : top + height] for cell in row[left : left + width]]


def pooled(
    x: Rows, size: int, stride: int, shape: Shape, reduced: Callable[[list[Number]], Number]
) -> Rows:
    """Make one number of each window.

    Args:
        x: (H, W).
        size: side of a window [pixels].
        stride: distance between neighbouring windows [pixels].
        shape: rows and columns of windows.
        reduced: what becomes of the numbers of a window, such as `max`.

    Returns:
        A grid of `shape`.
    """
    rows, columns = shape
    return tuple(
        tuple(reduced(window(x, h * stride, k * stride, (size, size))) for k in range(columns))
        for h in range(rows)
    )


class Filtering(NamedTuple):
    """A filter that slides over an image, both of them channel by channel.

    Attributes:
        x: (C, H, W), with the padding.
        w: (C, HH, WW).
        bias: added once to each number that comes out.
        stride: distance between neighbouring windows [pixels].
    """

    x: tuple[Rows, ...]
    w: tuple[Rows, ...]
    bias: int = 0
    stride: int = 1

    def at(self, row: int, column: int) -> Number:
        """Return the number that comes out in a row and column."""
        total: Number = self.bias + sum(map(mul, *self._factors(row, column)))
        return total

    def out(self, shape: Shape) -> Rows:
        """Return the first rows and columns of what comes out."""
        rows, columns = shape
        width, s = len(self.x[0][0]), self.stride
        pixels = [pixel for x in self.x for row in x for pixel in row]
        channel = len(pixels) // len(self.x)
        taps = [
            (c * channel + i * width + j, tap)
            for c, w in enumerate(self.w)
            for i, row in enumerate(w)
            for j, tap in enumerate(row)
            if tap
        ]
        return tuple(
            tuple(
                self.bias + sum([pixels[corner + place] * tap for place, tap in taps])
                for corner in range(h * s * width, h * s * width + columns * s, s)
            )
            for h in range(rows)
        )

    def written(self, row: int, column: int) -> str:
        """Write the sum that makes the number in a row and column: `1·2 + 0·(-1) + 1 = 3`."""
        pixels, taps = self._factors(row, column)
        terms = [*map(product, pixels, taps), *([signed(self.bias)] if self.bias else [])]
        return f"{' + '.join(terms)} = {number(self.bias + sum(map(mul, pixels, taps)))}"

    def _factors(self, row: int, column: int) -> tuple[list[Number], list[Number]]:
        """Return the numbers in a window and the weights that lie on them."""
        top, left = row * self.stride, column * self.stride
        size = len(self.w[0]), len(self.w[0][0])
        pixels = [pixel for x in self.x for pixel in window(x, top, left, size)]
        return pixels, [tap for w in self.w for taps in w for tap in taps]


@lru_cache(maxsize=4096, typed=True)
def product(first: Number, second: Number) -> str:
    """Write a product: `2·(-1)`."""
    return f"{signed(first)}·{signed(second)}"


def summed(values: Sequence[Number]) -> str:
    """Write a sum: `1 + (-2) + 3`."""
    return " + ".join(map(signed, values))


def quotient(total: Number, count: int) -> Number:
    """Divide; whole where it can be, so that it is written so."""
    return total / count if total % count else int(total // count)


def mean(cells: Sequence[Number]) -> Number:
    """Return the mean; whole where it can be."""
    return quotient(sum(cells), len(cells))


def bracketed(x: Rows) -> str:
    """Write a grid within a sentence: `[1 2; 3 4]`."""
    return "[" + "; ".join(" ".join(map(number, row)) for row in x) + "]"


def wrong_grids(
    name: str, key: Rows, made: Mapping[str, Rows], needed: Collection[str]
) -> list[Wrong]:
    """Return what wrong ideas make of a grid, each with the first number that is not the key's.

    Args:
        name: of the grid, such as `out`.
        key: the right one.
        made: by misconception.
        needed: those that the item is about.
    """
    return [
        Wrong(idea, value, _first(name, key, value), idea in needed) for idea, value in made.items()
    ]


def differing(key: Rows, value: Rows) -> tuple[int, int] | None:
    """Return the first row and column in which two grids of one shape differ."""
    return next((place for place in places(key) if _at(key, place) != _at(value, place)), None)


def _first(name: str, key: Rows, value: Rows) -> str:
    """Write the first number that is not the key's: `out[0, 1] = 7`."""
    place = differing(key, value)
    return f"{name}[{place[0]}, {place[1]}] = {number(_at(value, place))}" if place else ""


def places(x: Rows) -> Iterator[tuple[int, int]]:
    """Yield the places of a grid, row by row."""
    return ((row, column) for row in range(len(x)) for column in range(len(x[0])))


def _at(x: Rows, place: tuple[int, int]) -> Number:
    return x[place[0]][place[1]]
