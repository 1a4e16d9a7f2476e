"""What shape leaves one max pooling layer?

Source: CS231n notes, "Convolutional Neural Networks", pooling layer.
"""

from autograder.course import Text
from autograder.quiz.item import Item, Redraw, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.layers import Pair, Pool, Volume, pool
from autograder.quiz.workings.network import shape_item, worked
from autograder.quiz.workings.sizing import POOL_RULES, wrong_shapes
from autograder.quiz.workings.telling import shape_asked

TITLE = Text(en="Output shape of max pooling", ko="최대 풀링의 출력 모양")
SKILL = "shapes"
VERSION = 1
_IDEAS = (*POOL_RULES, "assumes-square", "pool-changes-depth", "swapped-hw")
_NEEDED = {1: set[str](), 2: {"pool-assumes-stride"}, 3: {"assumes-square"}}
# Kernel and stride, down and across; twelve columns fit all of them and the height's settings too.
_OBLONG: tuple[tuple[Pair, Pair], ...] = (
    ((2, 1), (2, 1)),
    ((1, 2), (1, 2)),
    ((2, 3), (2, 1)),
    ((3, 2), (1, 2)),
    ((2, 3), (2, 3)),
    ((3, 2), (3, 2)),
    ((4, 2), (4, 2)),
)


def generate(rng: Stream, level: int) -> Item:
    """Ask for depth, height and width.

    Level 1 halves, level 2 has windows that overlap, level 3 windows that are not square.
    """
    layer = Pool(*rng.choice(_OBLONG)) if level == 3 else _square(rng, level)
    image = (rng.choice((6, 8, 12, 16, 24, 32, 48, 64, 96)), *_sizes(rng, layer, level))
    key = layer.output(image)
    depth, rows, columns = key
    wrong = [
        Wrong("pool-changes-depth", (1, rows, columns), "", level < 3),
        *wrong_shapes(layer, image, _IDEAS, _NEEDED[level]),
        Wrong("channels-last", (rows, columns, depth)),
    ]
    if level == 1:
        halved = f"{written(image)} → {written((depth, rows, image[2]))}"
        wrong.append(Wrong("pool-halves-count", (depth, rows, image[2]), halved))
    return shape_item(
        image,
        [layer],
        key,
        wrong=separated(key, wrong),
        stem=shape_asked(image, layer),
        solution=_solution(image, layer, key),
    )


def _square(rng: Stream, level: int) -> Pool:
    return pool(2, 2) if level == 1 else pool(*rng.choice(((3, 2), (3, 2), (2, 1), (4, 2), (3, 1))))


def _sizes(rng: Stream, layer: Pool, level: int) -> Pair:
    """Draw height and width that the window fits, also moved by its own length."""
    (f, _), (s, _) = layer.kernel, layer.stride
    if level < 3:
        down, across = rng.sample(range(2, 30 // s), 2)
        return f * s * down + f, f * s * across + f
    height, width = layer.input((rng.integer(4, 20), 1))[0], 12 * rng.integer(1, 5)
    if height == width:
        raise Redraw
    return height, width


def _solution(image: Volume, layer: Pool, key: Volume) -> Text:
    axes = worked(layer, image)
    return bilingual(
        "Along each axis the window stops in (n - f) / s + 1 places; nothing is padded.\n"
        f"{axes.en}\nEach channel is pooled by itself, so the depth stays: {written(key)}",
        "각 축에서 창이 놓이는 자리는 (n - f) / s + 1개이고, 패딩은 없습니다.\n"
        f"{axes.ko}\n채널마다 따로 풀링하므로 깊이는 그대로입니다: {written(key)}",
    )
