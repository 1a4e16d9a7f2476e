"""Small networks that quizzes ask about: what enters each layer, what it learns, how they are told.

Source: CS231n notes, "Convolutional Neural Networks".
"""

from collections.abc import Iterator, Sequence
from typing import Any

from autograder.course import Text
from autograder.quiz.figure import Volumes
from autograder.quiz.item import bilingual, number, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.network_layers import Conv, Dense, Layer, Relu, Shape

COUNTS = (3, 4, 5, 6, 8, 10, 12, 16)  # of channels and of filters


def learned(layer: Layer, shape: Shape) -> int:
    """Return how many parameters a layer learns on an input of a shape."""
    if isinstance(layer, Conv | Dense):
        return layer.weights(shape) + layer.biases()
    return 0


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
    """Say what enters a convolution: how a stem begins."""
    filters, f, s, p, _ = layer
    return bilingual(
        f"An input of {written(image)} (depth × height × width) enters a convolution of "
        f"{filters} filters, each {f} × {f}, with stride {s} and padding {p}.",
        f"{written(image)}(깊이 × 높이 × 너비) 입력을 {f} × {f} 필터 {filters}개로 이루어진 "
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
    """Say which layers an input goes through, a line each: how a stem begins."""
    lines = listed(layers)
    return bilingual(
        f"An input of {written(image)} (depth × height × width) goes through these layers:\n"
        f"{lines.en}",
        f"{written(image)}(깊이 × 높이 × 너비) 입력이 다음 층을 차례로 지납니다.\n{lines.ko}",
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
