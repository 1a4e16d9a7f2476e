"""What does a convolution with 1 × 1 filters do to a shape?

It is a dense layer over the channels at every pixel: it changes the depth and nothing else.

Source: CS231n notes, "Convolutional Neural Networks", 1x1 convolution; He et al. 2015 for the
stride (shortcuts) and the bottleneck.
"""

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.layers import Conv, Volume, conv
from autograder.quiz.workings.network import (
    path,
    shape_item,
    through,
    worked,
)
from autograder.quiz.workings.sizing import by_ideas
from autograder.quiz.workings.telling import listed, shape_asked, told

TITLE = Text(en="1 × 1 convolution", ko="1 × 1 합성곱")
SKILL = "shapes"
VERSION = 1
_IDEAS = ("forgot-stride", "forgot-plus-one", "assumes-same-pad", "swapped-hw")


def generate(rng: Stream, level: int) -> Item:
    """Ask for the shape after one, at level 2 with stride 2, at level 3 around a 3 × 3 layer."""
    depths = rng.sample((4, 6, 8, 10, 12, 16, 20, 24, 32), 3)
    few = min(depths)
    channels, filters = (depth for depth in depths if depth != few)
    layers = [conv(filters, 1, 1 if level == 1 else 2)]
    if level == 3:
        layers = [conv(few, 1), conv(few, 3), conv(filters, 1)]
    down, across = rng.sample(range(7, 29), 2)
    image = (channels, 2 * down - 1, 2 * across - 1) if level == 2 else (channels, down, across)
    key = through(layers, image)[-1]
    return shape_item(
        image,
        layers,
        key,
        wrong=separated(key, _wrong(image, layers, key)),
        stem=_stem(image, layers),
        solution=_solution(image, layers, key),
    )


def _wrong(image: Volume, layers: list[Conv], key: Volume) -> list[Wrong]:
    filters, rows, columns = key
    before = layers[-2].filters if len(layers) > 1 else image[0]
    wrong = [
        Wrong("one-by-one-does-nothing", (before, rows, columns), "", True),
        Wrong("one-by-one-makes-one", (filters, 1, 1)),
        Wrong(
            "depth-times-channels",
            (before * filters, rows, columns),
            f"{before} · {filters} = {before * filters}",
        ),
        Wrong("channels-last", (rows, columns, filters)),
    ]
    wrong += [
        Wrong(idea, volumes[-1], path(image, volumes))
        for idea, volumes in by_ideas(_IDEAS, layers, image)
    ]
    return wrong


def _stem(image: Volume, layers: list[Conv]) -> Text:
    if len(layers) == 1:
        return shape_asked(image, layers[0])
    size, lines = written(image), listed(map(told, layers))
    return bilingual(
        f"An input of {size} (depth × height × width) goes through a bottleneck.\n{lines.en}\n"
        "What is the shape in the end (depth × height × width)?",
        f"{size}(깊이 × 높이 × 너비) 입력이 병목 구조를 지나갑니다.\n{lines.ko}\n"
        "마지막 출력의 모양(깊이 × 높이 × 너비)은 무엇입니까?",
    )


def _solution(image: Volume, layers: list[Conv], key: Volume) -> Text:
    middle = layers[len(layers) // 2]  # the one that may change height and width
    axes = worked(middle, image)
    en = "A 1 × 1 filter looks at one pixel through all channels, so it takes nothing off the edges"
    ko = "1 × 1 필터는 픽셀 하나를 모든 채널에 걸쳐 보므로 가장자리가 줄어들지 않습니다"
    if len(layers) > 1:
        en, ko = f"{en}; the 3 × 3 filters do", f"{ko}. 크기는 3 × 3 필터에서 줄어듭니다"
    return bilingual(
        f"{en}.\n{axes.en}\nThe depth is the number of filters: {written(key)}",
        f"{ko}.\n{axes.ko}\n깊이는 필터의 개수와 같습니다: {written(key)}",
    )
