"""A pooling layer small enough for paper.

Source: CS231n notes, "Convolutional Neural Networks", pooling layer.
"""

from dataclasses import dataclass
from typing import Any

from autograder.course import Text
from autograder.quiz.figure import Grid, Grids, Rows, to_fill
from autograder.quiz.item import Number, bilingual
from autograder.quiz.stream import Stream
from autograder.quiz.workings.windows import Shape, bracketed, window


@dataclass(frozen=True, slots=True)
class SmallPool:
    """Windows over one small map.

    Attributes:
        x: the map, (H, W).
        size: side of a window [pixels].
        stride: distance between neighbouring windows [pixels].
        shape: rows and columns of windows.
    """

    x: Rows
    size: int
    stride: int
    shape: Shape

    def params(self, kind: str) -> dict[str, Any]:
        """All that computes what comes out; `kind` is the layer's type."""
        layer = {
            "type": kind,
            "kernel": [self.size, self.size],
            "stride": [self.stride, self.stride],
        }
        return {"x": [list(row) for row in self.x], "layer": layer}

    @property
    def windows(self) -> Text:
        """What the windows are, in words."""
        size = f"{self.size} × {self.size}"
        return bilingual(
            f"{size} windows and stride {self.stride}", f"크기 {size}, 스트라이드 {self.stride}인"
        )

    @property
    def written(self) -> str:
        """The map, as it stands in a sentence."""
        return f"x = {bracketed(self.x)}"

    def cells(self) -> list[list[Number]]:
        """The numbers of each window, window by window."""
        rows, columns = self.shape
        size, s = (self.size, self.size), self.stride
        return [window(self.x, h * s, k * s, size) for h in range(rows) for k in range(columns)]

    def figure(self) -> Grids:
        """The map, its first window framed, and what comes out, to be filled in."""
        rows, columns = self.shape
        first = Grid(self.x, "x", window=(0, 0, self.size, self.size))
        return Grids((first, to_fill("out", rows, columns)))


def drawn(rng: Stream, size: int, stride: int, shape: Shape, low: int) -> SmallPool:
    """Draw a map, from `low` to 9, for so many windows."""
    height, width = ((places - 1) * stride + size for places in shape)
    return SmallPool(rng.grid(height, width, low, 9 if low >= 0 else 3), size, stride, shape)
