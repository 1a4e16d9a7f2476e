"""How many parameters does a convolution have?

F · (C · f · f + 1), or without the 1 where it has no bias.
Source: CS231n notes, "Convolutional Neural Networks", parameter sharing.
"""

from collections.abc import Mapping

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, number, separated
from autograder.quiz.stream import Stream
from autograder.quiz.workings.counts import added, counted, multiplied
from autograder.quiz.workings.layers import Conv, Layer, Relu, Shape, conv, learned, pool
from autograder.quiz.workings.miscounts import miscounts
from autograder.quiz.workings.network import described, pictured, walk
from autograder.quiz.workings.small_networks import COUNTS, drawn_conv
from autograder.quiz.workings.sums import times
from autograder.quiz.workings.telling import enters, passes

TITLE = Text(en="Parameters of a convolution", ko="합성곱 층의 매개변수")
SKILL = "parameters"
VERSION = 1
# What learners meet in lectures: ten filters on CIFAR-10, and the first layer of AlexNet.
_IN_LECTURES: Mapping[int, tuple[Shape, Conv]] = {
    1: ((3, 32, 32), conv(10, 5, 1, 2)),
    2: ((3, 227, 227), conv(96, 11, 4)),
}
_NEEDED = {"forgot-bias", "bias-where-none", "filter-depth-one", "times-batch"}


def generate(rng: Stream, level: int) -> Item:
    """Ask for one convolution; level 2 in a batch, level 3 for the second one of a stack."""
    bias = level == 1 or rng.integer(0, 2) > 0
    if level == 3:
        return _second(rng, bias=bias)
    if rng.integer(0, 31) == 0:
        image, layer = _IN_LECTURES[level]
    else:
        image, layer = drawn_conv(rng, level, bias=bias)
    batch = rng.choice((16, 32, 64)) if level == 2 else 1
    key = learned(layer, image)
    wrong = _wrong(layer, image)
    if batch > 1:
        again = multiplied(batch, key)
        wrong.append(Wrong("times-batch", *again, is_needed=True))
    return Item(
        kind="number",
        stem=_stem(image, layer, batch),
        params=described(image, [layer], "parameters", batch=batch),
        key=key,
        wrong=separated(key, wrong),
        solution=_solution(layer, image),
        figure=pictured(image, [layer]),
    )


def _second(rng: Stream, *, bias: bool) -> Item:
    channels, between, filters = rng.sample(COUNTS, 3)
    first, second = (
        conv(between, rng.choice((3, 5, 7))),
        conv(filters, rng.choice((3, 5)), bias=bias),
    )
    rows, columns = rng.sample(range(4, 13), 2)
    down, across = second.input((rows, columns))
    image = (channels, *first.input((2 * down, 2 * across)))
    layers: list[Layer] = [first, Relu(), pool(2, 2), second]
    *_, (_, shape) = walk(image, layers)
    key = learned(second, shape)
    counts = [learned(layer, entering) for layer, entering in walk(image, layers)]
    wrong = [
        Wrong("input-of-first-layer", *_count(second, image), is_needed=True),
        *_wrong(second, shape),
        Wrong("counts-every-layer", *added(counts)),
    ]
    listing = passes(image, layers)
    uses = (
        bilingual("uses biases", "편향을 씁니다")
        if bias
        else bilingual("has no bias", "편향을 쓰지 않습니다")
    )
    return Item(
        kind="number",
        stem=bilingual(
            f"{listing.en}\nThe last layer {uses.en}. How many parameters does it have?",
            f"{listing.ko}\n마지막 층은 {uses.ko}. 이 층의 매개변수는 모두 몇 개입니까?",
        ),
        params=described(image, layers, "parameters_of_layer", layer=len(layers)),
        key=key,
        wrong=separated(key, wrong),
        solution=_solution(second, shape),
        figure=pictured(image, layers),
    )


def _wrong(layer: Conv, shape: Shape) -> list[Wrong]:
    return [
        Wrong(idea, *count, is_needed=idea in _NEEDED)
        for idea, count in miscounts(layer, shape).items()
    ]


def _count(layer: Conv, shape: Shape) -> tuple[int, str]:
    filters, inner = layer.filters, times(shape[0], *layer.kernel)
    return counted(
        learned(layer, shape),
        f"{filters} · ({inner} + 1)" if layer.bias else f"{filters} · {inner}",
    )


def _stem(image: Shape, layer: Conv, batch: int) -> Text:
    begin = enters(image, layer)
    uses = (
        bilingual("The layer uses biases.", "이 층은 편향을 씁니다.")
        if layer.bias
        else bilingual("The layer has no bias.", "이 층은 편향을 쓰지 않습니다.")
    )
    many = (
        bilingual(
            f" A batch holds {batch} of them.",
            f" 배치 하나에는 이런 입력이 {batch}개 있습니다.",
        )
        if batch > 1
        else bilingual("", "")
    )
    return bilingual(
        f"{begin.en}{many.en} {uses.en} How many parameters does the layer have?",
        f"{begin.ko}{many.ko} {uses.ko} 이 층의 매개변수는 모두 몇 개입니까?",
    )


def _solution(layer: Conv, shape: Shape) -> Text:
    filters, f = layer.filters, layer.f
    channels, each = shape[0], shape[0] * f * f
    _, how = _count(layer, shape)
    plus = (
        bilingual(f", and a bias: {number(each + 1)}", f"이고, 편향까지 {number(each + 1)}개입니다")
        if layer.bias
        else bilingual(" and no bias", "이고 편향은 없습니다")
    )
    return bilingual(
        f"Each filter is as deep as its input, {channels} channels: "
        f"{times(channels, f, f)} = {number(each)} weights{plus.en}.\n"
        f"There are {filters} filters; the size of the input, stride and padding do not matter.\n"
        f"{how}",
        f"필터의 깊이는 입력과 같은 {channels}채널입니다. 필터 하나의 가중치는 "
        f"{times(channels, f, f)} = {number(each)}개{plus.ko}.\n"
        f"필터가 {filters}개 있습니다. 입력의 크기, 스트라이드, 패딩은 관계가 없습니다.\n"
        f"{how}",
    )
