"""How much of the image does one number behind a stack of layers see?

1 + Σ (f_i - 1) · s_1 ⋯ s_(i-1), with the windows f and the strides s of the layers.
Source: Araujo, Norris and Sim 2019, "Computing receptive fields of convolutional neural networks",
Distill.
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import mul

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, number, separated
from autograder.quiz.stream import Stream
from autograder.quiz.workings.counts import Count, counted, multiplied
from autograder.quiz.workings.layers import Conv, Window, conv, pool
from autograder.quiz.workings.small_networks import COUNTS
from autograder.quiz.workings.telling import brief, listed

TITLE = Text(en="Receptive field of a stack", ko="쌓은 층의 수용 영역")
SKILL = "parameters"
VERSION = 1


def generate(rng: Stream, level: int) -> Item:
    """Ask for a side: level 1 at stride 1, level 2 with a pooling, level 3 with more strides."""
    layers = _layers(rng, level)
    key, how = _field(layers, _jumps(layers))
    lines = listed(map(brief, layers))
    return Item(
        kind="number",
        stem=bilingual(
            f"An image goes through these layers:\n{lines.en}\n"
            "One number of the last map depends on a square of pixels of the image, its receptive "
            "field. How many pixels long is a side of it?",
            f"이미지가 다음 층을 차례로 지납니다.\n{lines.ko}\n"
            "마지막 특징 맵의 값 하나는 이미지의 정사각형 영역에 따라 정해집니다. "
            "이 영역, 곧 수용 영역의 한 변은 몇 픽셀입니까?",
        ),
        params={"layers": [layer.params for layer in layers], "ask": "receptive_field"},
        key=key,
        wrong=separated(key, _wrong(layers)),
        solution=_solution(layers, how),
    )


def _layers(rng: Stream, level: int) -> list[Window]:
    filters = rng.choice(COUNTS)

    def drawn(stride: int = 1) -> Conv:
        f = rng.choice((3, 5, 7))
        return conv(filters, f, stride, rng.integer(0, f // 2))

    if level == 1:
        return [drawn() for _ in range(rng.integer(2, 3))]
    if level == 2:
        return [drawn(), pool(2, 2), drawn(), *rng.choice(((), (drawn(),)))]
    return [drawn(2), drawn(), pool(rng.integer(2, 3), 2), drawn(rng.integer(1, 2)), drawn()]


def _jumps(layers: Sequence[Window]) -> list[int]:
    """Return how many pixels of the image one step of each layer's window is."""
    return list(accumulate((layer.stride[0] for layer in layers[:-1]), mul, initial=1))


def _field(layers: Sequence[Window], jumps: Sequence[int], start: int = 1) -> Count:
    steps = [(layer.f - 1) * jump for layer, jump in zip(layers, jumps, strict=True)]
    terms = (f"({layer.f} - 1) · {jump}" for layer, jump in zip(layers, jumps, strict=True))
    return counted(start + sum(steps), " + ".join([str(start)] * (start > 0) + list(terms)))


def _wrong(layers: Sequence[Window]) -> list[Wrong]:
    windows = [layer.f for layer in layers]
    strides = [layer.stride[0] for layer in layers]
    jumps = _jumps(layers)
    key = _field(layers, jumps).value
    has_strides = max(jumps) > 1
    convs = [layer for layer in layers if isinstance(layer, Conv)]
    pads = sum(layer.pad[0] for layer in convs)
    sums = " + ".join(map(number, windows))
    return [
        Wrong("field-ignores-stride", *_field(layers, [1] * len(layers)), is_needed=has_strides),
        Wrong("field-adds-filters", *counted(sum(windows), sums), is_needed=not has_strides),
        Wrong("field-is-last-filter", windows[-1], f"f = {windows[-1]}"),
        Wrong("field-multiplies-filters", *multiplied(*windows),
              is_needed=not has_strides),
        Wrong("field-own-stride", *_field(layers, [*jumps[1:], jumps[-1] * strides[-1]])),
        Wrong("field-without-one", *_field(layers, jumps, 0)),
        Wrong("field-without-pool", *_field(convs, _jumps(convs))),
        Wrong("field-with-padding", *counted(key + 2 * pads, f"{key} + 2 · {pads}")),
    ]  # fmt: skip


def _solution(layers: Sequence[Window], how: str) -> Text:
    lines = "\n".join(
        f"{at}. (f - 1) · {jump} = {(layer.f - 1) * jump}"
        for at, (layer, jump) in enumerate(zip(layers, _jumps(layers), strict=True), start=1)
    )
    return bilingual(
        "A layer widens the field by f - 1 steps, and a step is as many pixels as the strides "
        f"before it multiply to.\n{lines}\n{how}",
        "한 층은 수용 영역을 f - 1칸만큼 넓힙니다. 한 칸은 그 앞에 있는 층의 스트라이드를 "
        f"모두 곱한 만큼의 픽셀입니다.\n{lines}\n{how}",
    )
