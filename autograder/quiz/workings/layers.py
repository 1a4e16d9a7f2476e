"""The layers of a network: what comes out of them, what they learn, and how programs read them.

Source: CS231n notes, "Convolutional Neural Networks", layers used to build ConvNets.
"""

from collections.abc import Sequence
from math import prod
from typing import Any, Literal, NamedTuple

from autograder.quiz.item import written
from autograder.quiz.workings.axis import Axis

Pair = tuple[int, int]  # along height and width
Volume = tuple[int, int, int]  # depth, height, width
Shape = tuple[int, ...]  # a volume, or (K,) behind a dense layer


class Conv(NamedTuple):
    """A convolution.

    Attributes:
        filters: how many.
        kernel: their height and width [pixels].
        stride: down and across [pixels].
        pad: zeros above and below, left and right [pixels].
        bias: whether every filter has one.
    """

    filters: int
    kernel: Pair
    stride: Pair = (1, 1)
    pad: Pair = (0, 0)
    bias: bool = True

    @property
    def f(self) -> int:
        """The length of a filter that is square [pixels]."""
        return self.kernel[0]

    def axes(self, shape: Sequence[int]) -> tuple[Axis, Axis]:
        """Return the filters along height and width, the last two sizes of what enters."""
        (f, g), (s, t), (p, q) = self.kernel, self.stride, self.pad
        return Axis(shape[-2], f, s, p), Axis(shape[-1], g, t, q)

    def output(self, shape: Sequence[int]) -> Volume:
        """Return (F, H', W') for (C, H, W)."""
        height, width = self.axes(shape)
        return self.filters, height.places, width.places

    def input(self, places: Pair) -> Pair:
        """Return the height and the width that give the filters so many places."""
        (f, g), (s, t), (p, q) = self.kernel, self.stride, self.pad
        return (places[0] - 1) * s + f - 2 * p, (places[1] - 1) * t + g - 2 * q

    def weights(self, shape: Sequence[int]) -> int:
        """Return how many weights it learns on (C, H, W)."""
        return self.filters * shape[0] * prod(self.kernel)

    def biases(self) -> int:
        """Return how many biases it learns."""
        return self.filters * self.bias

    @property
    def params(self) -> dict[str, Any]:
        """The layer as another program reads it."""
        return {
            "type": "conv2d",
            "filters": self.filters,
            "kernel": list(self.kernel),
            "stride": list(self.stride),
            "pad": list(self.pad),
            "bias": self.bias,
        }

    @property
    def sign(self) -> str:
        """What a figure calls it: `10 @ 5 × 5`."""
        return f"{self.filters} @ {written(self.kernel)}"


class Pool(NamedTuple):
    """Max or average pooling, without padding.

    Attributes:
        kernel: height and width of its window [pixels].
        stride: down and across [pixels].
        kind: what it takes of a window.
    """

    kernel: Pair
    stride: Pair
    kind: Literal["max", "average"] = "max"

    @property
    def f(self) -> int:
        """The length of a window that is square [pixels]."""
        return self.kernel[0]

    def axes(self, shape: Sequence[int]) -> tuple[Axis, Axis]:
        """Return the window along height and width, the last two sizes of what enters."""
        (f, g), (s, t) = self.kernel, self.stride
        return Axis(shape[-2], f, s), Axis(shape[-1], g, t)

    def output(self, shape: Sequence[int]) -> Volume:
        """Return (C, H', W') for (C, H, W)."""
        height, width = self.axes(shape)
        return shape[0], height.places, width.places

    def input(self, places: Pair) -> Pair:
        """Return the height and the width that give the window so many places."""
        (f, g), (s, t) = self.kernel, self.stride
        return (places[0] - 1) * s + f, (places[1] - 1) * t + g

    @property
    def params(self) -> dict[str, Any]:
        """The layer as another program reads it."""
        kind = "max_pool2d" if self.kind == "max" else "avg_pool2d"
        return {"type": kind, "kernel": list(self.kernel), "stride": list(self.stride)}

    @property
    def sign(self) -> str:
        """What a figure calls it: `max pool 2 × 2`."""
        return f"{'max' if self.kind == 'max' else 'avg'} pool {written(self.kernel)}"


class Relu(NamedTuple):
    """ReLU at every number; figures leave it out."""

    def output(self, shape: Shape) -> Shape:
        """Return the same shape."""
        return shape

    @property
    def params(self) -> dict[str, Any]:
        """The layer as another program reads it."""
        return {"type": "relu"}


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

    def weights(self, shape: Sequence[int]) -> int:
        """Return how many weights it learns: one for each input and unit."""
        return prod(shape) * self.units

    def biases(self) -> int:
        """Return how many biases it learns."""
        return self.units * self.bias

    @property
    def params(self) -> dict[str, Any]:
        """The layer as another program reads it."""
        return {"type": "linear", "out": self.units, "bias": self.bias}

    @property
    def sign(self) -> str:
        """What a figure calls it: `dense 10`."""
        return f"dense {self.units}"


Window = Conv | Pool
Layer = Conv | Pool | Relu | Dense


def conv(filters: int, f: int, s: int = 1, p: int = 0, *, bias: bool = True) -> Conv:
    """Return a convolution that is the same along both axes."""
    return Conv(filters, (f, f), (s, s), (p, p), bias)


def pool(f: int, s: int, kind: Literal["max", "average"] = "max") -> Pool:
    """Return pooling that is the same along both axes."""
    return Pool((f, f), (s, s), kind)


def learned(layer: Layer, shape: Shape) -> int:
    """Return how many parameters a layer learns on an input of a shape."""
    if isinstance(layer, Conv | Dense):
        return layer.weights(shape) + layer.biases()
    return 0
