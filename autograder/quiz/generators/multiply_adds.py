"""How much does a convolution compute?

F · H' · W' outputs, each a sum of C · f · f products.
Source: Szegedy et al. 2015, "Going deeper with convolutions", on 1 × 1 convolutions that reduce
the channels before larger filters.
"""

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.counts import added, multiplied
from autograder.quiz.workings.layers import Conv, Shape, conv
from autograder.quiz.workings.network import described, pictured
from autograder.quiz.workings.small_networks import COUNTS, drawn_conv
from autograder.quiz.workings.sums import times
from autograder.quiz.workings.telling import enters, passes

TITLE = Text(en="Multiply-adds of a convolution", ko="합성곱의 곱셈-덧셈 횟수")
SKILL = "parameters"
VERSION = 1
# From GoogLeNet, as lectures show it: 16 filters of 1 × 1 before 32 of 5 × 5.
_INCEPTION = ((192, 28, 28), (conv(16, 1), conv(32, 5, 1, 2)))
_RULE = bilingual(
    "Count a multiplication with the addition that follows it as one, leave out biases, and count "
    "padded zeros like other numbers.",
    "곱셈과 그 뒤의 덧셈을 한 번으로 세고, 편향은 빼며, 패딩한 0에 대한 계산도 셉니다.",
)


def generate(rng: Stream, level: int) -> Item:
    """Ask for one convolution; level 3 for one behind another of 1 × 1."""
    if level < 3:
        return _of_layer(*drawn_conv(rng, level), level)
    if rng.integer(0, 31) == 0:
        return _of_pair(*_INCEPTION)
    channels = rng.choice((32, 48, 64, 96, 128))
    reduced, filters = rng.sample(COUNTS[-4:], 2)
    f = rng.choice((3, 5))
    image = (channels, *rng.sample(range(7, 29), 2))
    return _of_pair(image, (conv(reduced, 1), conv(filters, f, 1, f // 2)))


def _work(layer: Conv, shape: Shape) -> int:
    """Return how often a convolution multiplies: every weight, once at every place."""
    _, rows, columns = layer.output(shape)
    return layer.weights(shape) * rows * columns


def _of_layer(image: Shape, layer: Conv, level: int) -> Item:
    filters, f = layer.filters, layer.f
    channels = image[0]
    _, rows, columns = layer.output(image)
    key = _work(layer, image)
    begin = enters(image, layer)
    end = f"{times(filters, rows, columns, channels * f * f)} = {number(key)}"
    each = f"{times(channels, f, f)} = {number(channels * f * f)}"
    return Item(
        kind="number",
        stem=bilingual(
            f"{begin.en} How many multiply-adds does it take for one input? {_RULE.en}",
            f"{begin.ko} 입력 하나를 계산하는 데 곱셈-덧셈을 몇 번 합니까? {_RULE.ko}",
        ),
        params=described(image, [layer], "multiply_adds"),
        key=key,
        wrong=separated(key, _wrong(image, layer, needs_stride=level == 2)),
        solution=bilingual(
            f"The output is {written((filters, rows, columns))}.\n"
            f"Each of its numbers takes {each} multiply-adds.\n{end}",
            f"출력은 {written((filters, rows, columns))}입니다.\n"
            f"값 하나에 곱셈-덧셈을 {each}번 합니다.\n{end}",
        ),
        figure=pictured(image, [layer]),
    )


def _wrong(image: Shape, layer: Conv, *, needs_stride: bool) -> list[Wrong]:
    filters, f = layer.filters, layer.f
    channels, height, width = image
    key, maps = _work(layer, image), layer.output(image)
    _, rows, columns = maps

    at_one = layer._replace(stride=(1, 1)).output(image)
    wrong = [
        Wrong("work-is-weights", *multiplied(filters, channels, f, f), is_needed=True),
        Wrong("filter-depth-one", *multiplied(*maps, f, f), is_needed=True),
        Wrong("one-map-only", *multiplied(rows, columns, channels, f, f)),
        Wrong("f-not-squared", *multiplied(*maps, channels, f)),
        Wrong("place-for-each-pixel", *multiplied(filters, height, width, channels, f, f)),
        Wrong("work-is-outputs", *multiplied(*maps)),
        Wrong("multiply-and-add", *multiplied(2, key)),
    ]
    if at_one != maps:
        slow = multiplied(*at_one, channels, f, f)
        wrong.append(Wrong("forgot-stride", *slow, is_needed=needs_stride))
    return wrong


def _of_pair(image: Shape, layers: tuple[Conv, Conv]) -> Item:
    first, second = layers
    each = [_work(first, image), _work(second, first.output(image))]
    key = sum(each)
    channels, height, width = image
    products = [
        (first.filters, height, width, channels),
        (second.filters, height, width, first.filters, second.f, second.f),
    ]
    one, other = (multiplied(*factors).how for factors in products)
    begin, end = passes(image, layers), added(each).how
    return Item(
        kind="number",
        stem=bilingual(
            f"{begin.en}\nHow many multiply-adds do both take together for one input? {_RULE.en}",
            f"{begin.ko}\n입력 하나를 두 층에서 계산하는 데 곱셈-덧셈을 모두 몇 번 합니까? "
            f"{_RULE.ko}",
        ),
        params=described(image, layers, "multiply_adds"),
        key=key,
        wrong=separated(key, _wrong_of_pair(image, layers, each)),
        solution=bilingual(
            f"1 × 1 convolution: {one}\n{second.f} × {second.f} convolution: {other}\n{end}",
            f"1 × 1 합성곱: {one}\n{second.f} × {second.f} 합성곱: {other}\n{end}",
        ),
        figure=pictured(image, layers, is_told=True),
    )


def _wrong_of_pair(image: Shape, layers: tuple[Conv, Conv], each: list[int]) -> list[Wrong]:
    first, second = layers
    channels, height, width = image
    alone = _work(second, image)
    flat = [work // depth for work, depth in zip(each, (channels, first.filters), strict=True)]
    weights = [work // (height * width) for work in each]
    squares = (height, width, second.f, second.f)
    return [
        Wrong("one-by-one-is-free", *multiplied(second.filters, first.filters, *squares), True),
        Wrong("reduction-left-out", *multiplied(second.filters, channels, *squares), True),
        Wrong("input-of-first-layer", *added([each[0], alone])),
        Wrong("work-is-weights", *added(weights), is_needed=True),
        Wrong("filter-depth-one", *added(flat)),
        Wrong("multiply-and-add", *multiplied(2, sum(each))),
    ]
