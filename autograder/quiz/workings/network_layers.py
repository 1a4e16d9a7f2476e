"""The layers of the networks that quizzes ask about.

Source: CS231n notes, "Convolutional Neural Networks", layers used to build ConvNets.
"""

from math import prod
from typing import Any, Literal, NamedTuple

from autograder.course import Text
from autograder.quiz.item import bilingual

Shape = tuple[int, ...]  # (C, H, W), or (K,) behind a dense layer
_CONV = bilingual("Convolution", "합성곱")
_MAX_POOL = bilingual("Max pooling", "최대 풀링")
_AVERAGE_POOL = bilingual("Average pooling", "평균 풀링")
_RELU = bilingual("ReLU", "ReLU")
_DENSE = bilingual("Dense layer", "완전 연결층")


class Conv(NamedTuple):
    """A convolution of square filters.

    Attributes:
        filters: how many.
        f: their length [pixels].
        s: stride [pixels].
        p: zeros added at each end [pixels].
        bias: whether every filter has one.
    """

    filters: int
    f: int
    s: int = 1
    p: int = 0
    bias: bool = True

    def places(self, n: int) -> int:
        """Return how many places the filter has along n pixels."""
        return (n + 2 * self.p - self.f) // self.s + 1

    def input(self, places: int) -> int:
        """Return how many pixels give the filter so many places."""
        return (places - 1) * self.s + self.f - 2 * self.p

    def output(self, shape: Shape) -> Shape:
        """Return (F, H', W') for (C, H, W)."""
        return (self.filters, *map(self.places, shape[1:]))

    def weights(self, shape: Shape) -> int:
        """Return how many weights it learns on (C, H, W)."""
        return self.filters * shape[0] * self.f**2

    def biases(self) -> int:
        """Return how many biases it learns."""
        return self.filters * self.bias

    def as_params(self) -> dict[str, Any]:
        """Return it as other programs read it."""
        sizes = {"kernel": [self.f] * 2, "stride": [self.s] * 2, "pad": [self.p] * 2}
        return {"type": "conv2d", "filters": self.filters, **sizes, "bias": self.bias}

    def name(self) -> Text:
        """Name its kind."""
        return _CONV

    def text(self) -> Text:
        """Describe it in a line."""
        filters, f, s, p, _ = self
        name = self.name()
        return bilingual(
            f"{name.en}: {filters} filters of {f} × {f}, stride {s}, padding {p}",
            f"{name.ko}: {f} × {f} 필터 {filters}개, 스트라이드 {s}, 패딩 {p}",
        )

    def sign(self) -> str:
        """Name it in a figure."""
        return f"{self.filters} @ {self.f} × {self.f}"


class Pool(NamedTuple):
    """Max or average pooling, without padding.

    Attributes:
        f: length of its window [pixels].
        s: stride [pixels].
        kind: what it takes of a window.
    """

    f: int
    s: int
    kind: Literal["max", "average"] = "max"

    def output(self, shape: Shape) -> Shape:
        """Return (C, H', W') for (C, H, W)."""
        return (shape[0], *((n - self.f) // self.s + 1 for n in shape[1:]))

    def as_params(self) -> dict[str, Any]:
        """Return it as other programs read it."""
        kind = "max_pool2d" if self.kind == "max" else "avg_pool2d"
        return {"type": kind, "kernel": [self.f] * 2, "stride": [self.s] * 2}

    def name(self) -> Text:
        """Name its kind."""
        return _MAX_POOL if self.kind == "max" else _AVERAGE_POOL

    def text(self) -> Text:
        """Describe it in a line."""
        f, s, _ = self
        name = self.name()
        return bilingual(
            f"{name.en}: {f} × {f}, stride {s}", f"{name.ko}: {f} × {f}, 스트라이드 {s}"
        )

    def sign(self) -> str:
        """Name it in a figure."""
        return f"{'max' if self.kind == 'max' else 'avg'} pool {self.f} × {self.f}"


class Relu(NamedTuple):
    """ReLU at every number."""

    def output(self, shape: Shape) -> Shape:
        """Return the same shape."""
        return shape

    def as_params(self) -> dict[str, Any]:
        """Return it as other programs read it."""
        return {"type": "relu"}

    def name(self) -> Text:
        """Name its kind."""
        return _RELU

    def text(self) -> Text:
        """Describe it in a line."""
        return self.name()


class Dense(NamedTuple):
    """A dense layer; maps are flattened before it.

    Attributes:
        units: how many.
        bias: whether every unit has one.
    """

    units: int
    bias: bool = True

    def output(self, shape: Shape) -> Shape:  # noqa: ARG002
        """Return (units,)."""
        return (self.units,)

    def weights(self, shape: Shape) -> int:
        """Return how many weights it learns: one for each input and unit."""
        return prod(shape) * self.units

    def biases(self) -> int:
        """Return how many biases it learns."""
        return self.units * self.bias

    def as_params(self) -> dict[str, Any]:
        """Return it as other programs read it."""
        return {"type": "linear", "out": self.units, "bias": self.bias}

    def name(self) -> Text:
        """Name its kind."""
        return _DENSE

    def text(self) -> Text:
        """Describe it in a line."""
        name = self.name()
        return bilingual(f"{name.en}: {self.units} units", f"{name.ko}: 유닛 {self.units}개")

    def sign(self) -> str:
        """Name it in a figure."""
        return f"dense {self.units}"


Layer = Conv | Pool | Relu | Dense
