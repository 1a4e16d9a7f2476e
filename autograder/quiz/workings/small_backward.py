"""The backward of a convolution small enough for paper.

Source: the chain rule; CS231n notes, "Backpropagation, Intuitions": a number that is used several
times gathers what each use sends back.
"""

from dataclasses import dataclass
from typing import Any

from autograder.quiz.figure import Rows
from autograder.quiz.item import Number, number
from autograder.quiz.workings.windows import bracketed, places, product, summed


@dataclass(frozen=True, slots=True)
class SmallBackward:
    """One channel and one filter, no padding.

    Attributes:
        x: (H, W).
        w: (HH, WW).
        dout: (H', W').
        stride: distance between neighbouring windows [pixels].
    """

    x: Rows
    w: Rows
    dout: Rows
    stride: int

    @property
    def params(self) -> dict[str, Any]:
        """All that computes the gradients."""
        return {
            "x": [[list(row) for row in self.x]],
            "w": [[list(row) for row in self.w]],
            "dout": [list(row) for row in self.dout],
            "stride": [self.stride, self.stride],
            "pad": [0, 0],
        }

    def dw(self, dout: Rows, stride: int) -> Rows:
        """Gather, for each weight, gradient times the number that it was multiplied by."""
        return tuple(
            tuple(
                sum(
                    gradient * self.x[h * stride + i][k * stride + j]
                    for h, row in enumerate(dout)
                    for k, gradient in enumerate(row)
                )
                for j in range(len(self.w[0]))
            )
            for i in range(len(self.w))
        )

    def dx(self, dout: Rows, w: Rows, stride: int, *, adds: bool = True) -> Rows:
        """Send gradient times filter to each window, added up or, wrongly, the last one alone."""
        dx: list[list[Number]] = [[0] * len(self.x[0]) for _ in self.x]
        for h, k in places(dout):
            for i, j in places(w):
                row, column = h * stride + i, k * stride + j
                before = dx[row][column] if adds else 0
                dx[row][column] = before + dout[h][k] * w[i][j]
        return tuple(map(tuple, dx))

    def lines_dx(self) -> list[str]:
        """Write what each number of dout sends to its window, in numpy's way of slicing."""
        lines = []
        for h, k in places(self.dout):
            gradient, top, left = self.dout[h][k], h * self.stride, k * self.stride
            sent = bracketed(tuple(tuple(tap * gradient for tap in row) for row in self.w))
            bottom, right = top + len(self.w), left + len(self.w[0])
            lines.append(f"dx[{top}:{bottom}, {left}:{right}] += {number(gradient)} · w = {sent}")
        return lines

    def lines_dw(self) -> list[str]:
        """Write the sum that each weight gathers."""
        dw = self.dw(self.dout, self.stride)
        return [
            f"dw[{i}, {j}] = {' + '.join(self._products(i, j))} = {number(dw[i][j])}"
            for i, j in places(self.w)
        ]

    def lines_db(self) -> list[str]:
        """Write the sum that the bias gathers."""
        gradients = flat(self.dout)
        return [f"db = {summed(gradients)} = {number(sum(gradients))}"]

    def _products(self, i: int, j: int) -> list[str]:
        return [
            product(self.dout[h][k], self.x[h * self.stride + i][k * self.stride + j])
            for h, k in places(self.dout)
        ]


def flat(x: Rows) -> list[Number]:
    """Return the numbers of a grid, row by row."""
    return [cell for row in x for cell in row]
