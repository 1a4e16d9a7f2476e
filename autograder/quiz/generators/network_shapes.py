"""What shape leaves each layer of a network? A table to fill in.

Source: CS231n notes, "Convolutional Neural Networks", layer patterns and case studies.
"""

from collections.abc import Sequence
from functools import cache

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.layers import Pool, Volume, Window
from autograder.quiz.workings.network import VOLUME_AXES, described, path, pictured, through
from autograder.quiz.workings.sizing import by_ideas
from autograder.quiz.workings.small_networks import LONG, MIDDLE, STRIDED, drawn_network
from autograder.quiz.workings.telling import listed, told

TITLE = Text(en="Shapes in a network", ko="신경망의 층별 모양")
SKILL = "shapes"
VERSION = 1
_KINDS = {1: MIDDLE, 2: LONG, 3: STRIDED}
_IDEAS = (
    "first-layer-size-again",
    "forgot-pad",
    "pool-changes-depth",
    "depth-is-channels",
    "pool-assumes-stride",
    "forgot-plus-one",
    "assumes-same-pad",
    "pad-one-side",
    "depth-times-channels",
    "swapped-hw",
)
_NEEDED = {1: "depth-is-channels", 2: "pool-changes-depth", 3: "pool-changes-depth"}


def generate(rng: Stream, level: int) -> Item:
    """Ask for three layers, at level 2 four, at level 3 five with a stride."""
    image, layers = drawn_network(rng, _KINDS[level], range(2, 8))
    key = tuple(through(layers, image))
    return Item(
        kind="grid",
        stem=_stem(image, layers),
        params=described(image, layers, "shapes"),
        key=key,
        wrong=separated(key, _wrong(image, layers, _NEEDED[level])),
        solution=_solution(image, layers, key),
        labels=(
            tuple(_row(at, is_pool=isinstance(layer, Pool)) for at, layer in enumerate(layers, 1)),
            VOLUME_AXES,
        ),
        figure=pictured(image, layers),
    )


def _wrong(image: Volume, layers: Sequence[Window], needed: str) -> list[Wrong]:
    return [
        Wrong(idea, tuple(volumes), path(image, volumes), idea == needed)
        for idea, volumes in by_ideas(_IDEAS, layers, image)
    ]


@cache
def _row(at: int, *, is_pool: bool) -> Text:
    en, ko = ("pooling", "풀링") if is_pool else ("convolution", "합성곱")
    return bilingual(f"{at}. {en}", f"{at}. {ko}")


def _stem(image: Volume, layers: Sequence[Window]) -> Text:
    lines, size = listed(map(told, layers)), written(image)
    return bilingual(
        f"An image of {size} (depth × height × width) goes through these layers.\n{lines.en}\n"
        "Write depth, height and width of what comes out of each layer.",
        f"{size}(깊이 × 높이 × 너비) 이미지가 다음 층을 차례로 지납니다.\n{lines.ko}\n"
        "각 층에서 나오는 출력의 깊이, 높이, 너비를 쓰십시오.",
    )


def _solution(image: Volume, layers: Sequence[Window], key: tuple[Volume, ...]) -> Text:
    english, korean = [], []
    for at, (layer, volume) in enumerate(zip(layers, (image, *key), strict=False), 1):
        height, width = (axis.counted for axis in layer.axes(volume))
        depth = key[at - 1][0]
        english.append(f"{at}. depth: {depth}, height: {height}, width: {width}")
        korean.append(f"{at}. 깊이: {depth}, 높이: {height}, 너비: {width}")
    return bilingual(
        "\n".join([*english, f"Layer by layer: {written(key)}"]),
        "\n".join([*korean, f"층의 순서대로: {written(key)}"]),
    )
