"""Small networks that quizzes ask about: their layers, what leaves each, and what each learns.

Source: CS231n notes, "Convolutional Neural Networks".
"""

from collections.abc import Iterator, Sequence
from math import prod
from typing import Any, Literal, NamedTuple

from autograder.course import Text
from autograder.quiz.figure import Volumes
from autograder.quiz.item import bilingual, number, written
from autograder.quiz.stream import Stream

Shape = tuple[int, ...]  # (C, H, W), or (K,) behind a dense layer
COUNTS = (3, 4, 5, 6, 8, 10, 12, 16)  # of channels and of filters


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
        return bilingual("Convolution", "합성곱")

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

    def weights(self, shape: Shape) -> int:  # noqa: ARG002
        """Return how many weights it learns: none."""
        return 0

    def biases(self) -> int:
        """Return how many biases it learns: none."""
        return 0

    def as_params(self) -> dict[str, Any]:
        """Return it as other programs read it."""
        kind = "max_pool2d" if self.kind == "max" else "avg_pool2d"
        return {"type": kind, "kernel": [self.f] * 2, "stride": [self.s] * 2}

    def name(self) -> Text:
        """Name its kind."""
        if self.kind == "max":
            return bilingual("Max pooling", "최대 풀링")
        return bilingual("Average pooling", "평균 풀링")

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

    def weights(self, shape: Shape) -> int:  # noqa: ARG002
        """Return how many weights it learns: none."""
        return 0

    def biases(self) -> int:
        """Return how many biases it learns: none."""
        return 0

    def as_params(self) -> dict[str, Any]:
        """Return it as other programs read it."""
        return {"type": "relu"}

    def name(self) -> Text:
        """Name its kind."""
        return bilingual("ReLU", "ReLU")

    def text(self) -> Text:
        """Describe it in a line."""
        return self.name()

    def sign(self) -> str:
        """Name it in a figure."""
        return "ReLU"


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
        return bilingual("Dense layer", "완전 연결층")

    def text(self) -> Text:
        """Describe it in a line."""
        name = self.name()
        return bilingual(f"{name.en}: {self.units} units", f"{name.ko}: 유닛 {self.units}개")

    def sign(self) -> str:
        """Name it in a figure."""
        return f"dense {self.units}"


Layer = Conv | Pool | Relu | Dense


def learned(layer: Layer, shape: Shape) -> int:
    """Return how many parameters a layer learns on an input of a shape."""
    return layer.weights(shape) + layer.biases()


def walk(image: Shape, layers: Sequence[Layer]) -> Iterator[tuple[Layer, Shape]]:
    """Yield each layer with the shape of what enters it."""
    shape = image
    for layer in layers:
        yield layer, shape
        shape = layer.output(shape)


def as_params(image: Shape, layers: Sequence[Layer], ask: str, **more: Any) -> dict[str, Any]:
    """Return a network and what is asked about it, as other programs read it."""
    described: list[dict[str, Any]] = []
    for layer, shape in walk(image, layers):
        if isinstance(layer, Dense) and len(shape) > 1:
            described.append({"type": "flatten"})
        described.append(layer.as_params())
    return {"input": list(image), "layers": described, "ask": ask, **more}


def volumes(image: Shape, layers: Sequence[Layer], *, is_told: bool = False) -> Volumes:
    """Return a network as a figure; sizes behind the first layer are told, or to be found."""
    shapes = [layer.output(shape) for layer, shape in walk(image, layers)]
    drawn = [
        (layer.sign(), shape if is_told else None)
        for layer, shape in zip(layers, shapes, strict=True)
        if not isinstance(layer, Relu)
    ]
    return Volumes((("", image), *drawn))


def enters(image: Shape, layer: Conv) -> Text:
    """Say that an image enters a convolution: the begin of a stem."""
    filters, f, s, p, _ = layer
    return bilingual(
        f"An image of {written(image)} (depth × height × width) enters a convolution of "
        f"{filters} filters, each {f} × {f}, with stride {s} and padding {p}.",
        f"{written(image)}(깊이 × 높이 × 너비) 이미지를 {f} × {f} 필터 {filters}개로 이루어진 "
        f"합성곱 층에 넣습니다. 스트라이드는 {s}, 패딩은 {p}입니다.",
    )


def listed(layers: Sequence[Layer]) -> Text:
    """List layers, a line each."""
    texts = [layer.text() for layer in layers]
    return bilingual(
        "\n".join(f"{at}. {text.en}" for at, text in enumerate(texts, start=1)),
        "\n".join(f"{at}. {text.ko}" for at, text in enumerate(texts, start=1)),
    )


def passes(image: Shape, layers: Sequence[Layer]) -> Text:
    """Say which layers an image goes through, a line each: the begin of a stem."""
    lines = listed(layers)
    return bilingual(
        f"An image of {written(image)} (depth × height × width) goes through these layers:\n"
        f"{lines.en}",
        f"{written(image)}(깊이 × 높이 × 너비) 이미지가 다음 층을 차례로 지납니다.\n{lines.ko}",
    )


def times(*factors: int) -> str:
    """Write a product: `10 · 3 · 5 · 5`."""
    return " · ".join(map(number, factors))


def drawn(
    rng: Stream,
    level: int,
    *,
    bias: bool = True,
    filters: Sequence[int] = COUNTS,
    places: Sequence[int] = range(6, 17),
) -> tuple[Shape, Conv]:
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
    layer = Conv(count, f, s, rng.integer(0, f // 2), bias)
    rows, columns = rng.sample(places, 2)
    if level == 1:
        columns = rows
    return (channels, layer.input(rows), layer.input(columns)), layer
