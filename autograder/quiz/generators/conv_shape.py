"""What shape leaves one convolution?

Source: CS231n notes, "Convolutional Neural Networks", spatial arrangement.
"""

from autograder.course import Text
from autograder.quiz.item import Item, Redraw, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.layers import Conv, Volume, conv
from autograder.quiz.workings.network import shape_item, worked
from autograder.quiz.workings.sizing import CONV_RULES, wrong_shapes
from autograder.quiz.workings.telling import shape_asked

TITLE = Text(en="Output shape of a convolution", ko="합성곱의 출력 모양")
SKILL = "shapes"
VERSION = 1
_IDEAS = ("depth-is-channels", *CONV_RULES, "assumes-square", "depth-times-channels", "swapped-hw")
_NEEDED = {
    1: {"forgot-plus-one", "depth-is-channels"},
    2: {"forgot-plus-one", "forgot-stride"},
    3: {"forgot-pad", "assumes-square"},
}


def generate(rng: Stream, level: int) -> Item:
    """Ask for depth, height and width.

    Level 1 moves by 1, level 2 by more, level 3 has filters that are not square, and padding.
    """
    channels, filters = rng.sample((3, 4, 5, 6, 8, 10, 12, 16), 2)
    layer = _layer(rng, level, filters)
    rows, columns = rng.sample(range(6, 33 if level == 1 else 17), 2)
    image = (channels, *layer.input((rows, columns)))
    if image[1] == image[2]:
        raise Redraw
    key = layer.output(image)
    wrong = [
        *wrong_shapes(layer, image, _IDEAS, _NEEDED[level]),
        Wrong("channels-last", (rows, columns, filters)),
    ]
    return shape_item(
        image,
        [layer],
        key,
        wrong=separated(key, wrong),
        stem=shape_asked(image, layer),
        solution=_solution(image, layer, key),
    )


def _layer(rng: Stream, level: int, filters: int) -> Conv:
    if level < 3:
        f = rng.choice((3, 5, 7) if level == 1 else (3, 4, 5, 7))
        s = 1 if level == 1 else rng.choice((2, 2, 3))
        return conv(filters, f, s, rng.integer(0, f // 2))
    f, g = rng.sample((2, 3, 4, 5, 7), 2)
    s, t = rng.choice(((1, 2), (2, 1), (2, 2)))
    pad = rng.integer(1, f // 2), rng.integer(1, g // 2)
    return Conv(filters, (f, g), (s, t), pad)


def _solution(image: Volume, layer: Conv, key: Volume) -> Text:
    axes = worked(layer, image)
    return bilingual(
        f"Along each axis there are (n + 2p - f) / s + 1 places for the filter.\n{axes.en}\n"
        f"Each of the {key[0]} filters makes one map: {written(key)}",
        f"각 축에서 필터가 놓이는 자리는 (n + 2p - f) / s + 1개입니다.\n{axes.ko}\n"
        f"필터 {key[0]}개가 특징 맵을 하나씩 만듭니다: {written(key)}",
    )
