"""How many numbers leave a layer, and how much memory do they take?

Source: CS231n notes, "Convolutional Neural Networks", computational considerations.
"""

from collections.abc import Sequence
from math import prod

from autograder.course import Text
from autograder.quiz.item import Item, Number, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.counts import counted, multiplied
from autograder.quiz.workings.layers import Conv, Layer, Relu, Shape, learned, pool
from autograder.quiz.workings.network import described, pictured, walk
from autograder.quiz.workings.small_networks import drawn_conv
from autograder.quiz.workings.sums import times
from autograder.quiz.workings.telling import enters, passes

TITLE = Text(en="Activations and their memory", ko="활성값의 개수와 메모리")
SKILL = "parameters"
VERSION = 1
_BYTES = 4  # of a float32
_FILTERS = (16, 32, 64)


def generate(rng: Stream, level: int) -> Item:
    """Ask how many there are; level 2 for their memory, level 3 for that of a batch."""
    if level == 1:
        return _count(*drawn_conv(rng, level))
    image, layer = drawn_conv(rng, level, filters=_FILTERS, places=range(4, 33, 4))
    if level == 2:
        return _memory(image, layer)
    return _of_batch(image, (layer, Relu(), pool(2, 2)), rng.choice((16, 32, 64)))


def _count(image: Shape, layer: Conv) -> Item:
    maps = layer.output(image)
    filters, rows, columns = maps
    key, channels = prod(maps), image[0]
    wrong = [
        Wrong("params-as-activations", *counted(learned(layer, image),
              f"{filters} · ({times(channels, layer.f, layer.f)} + 1)"), is_needed=True),
        Wrong("one-map-only", *multiplied(rows, columns), is_needed=True),
        Wrong("depth-is-channels", *multiplied(channels, rows, columns)),
        Wrong("depth-times-channels", *multiplied(channels, *maps)),
        Wrong("counts-the-input", *multiplied(*image)),
        Wrong("forgot-plus-one", *multiplied(filters, rows - 1, columns - 1)),
    ]  # fmt: skip
    begin = enters(image, layer)
    end = f"{times(*maps)} = {number(key)}"
    return Item(
        kind="number",
        stem=bilingual(
            f"{begin.en} How many activations leave the layer?",
            f"{begin.ko} 이 층에서 나오는 활성값은 모두 몇 개입니까?",
        ),
        params=described(image, [layer], "activations"),
        key=key,
        wrong=separated(key, wrong),
        solution=bilingual(
            f"The output has the shape {written(maps)}.\n{end}",
            f"출력의 모양은 {written(maps)}입니다.\n{end}",
        ),
        figure=pictured(image, [layer]),
    )


def _kilobytes(size: int) -> Number:
    """Return bytes in KB, exactly."""
    return size // 1024 if size % 1024 == 0 else size / 1024


def _memory_wrong(count: int, *, is_needed: bool) -> list[Wrong]:
    """Return what goes wrong between a count of numbers and their memory in KB."""
    size = count * _BYTES
    whole = number(count)
    return [
        Wrong("bytes-left-out", *_in_kilobytes(count, whole), is_needed=is_needed),
        Wrong("double-for-float", *_in_kilobytes(2 * size, f"{whole} · 8")),
        Wrong("bits-for-bytes", *_in_kilobytes(8 * size, f"{whole} · 32")),
        Wrong(
            "kilobyte-is-thousand",
            size // 1000 if size % 1000 == 0 else size / 1000,
            f"{whole} · 4 / 1000 = {number(size / 1000)}",
        ),
    ]


def _in_kilobytes(size: int, how: str) -> tuple[Number, str]:
    value = _kilobytes(size)
    return value, f"{how} / 1024 = {number(value)}"


def _short(wrong: Sequence[Wrong]) -> list[Wrong]:
    """Return those that nobody would take for a slip of the pen: three decimals at most."""
    return [
        each
        for each in wrong
        if isinstance(each.value, int | float) and round(each.value, 3) == each.value
    ]


def _memory(image: Shape, layer: Conv) -> Item:
    maps = layer.output(image)
    _, rows, columns = maps
    count = prod(maps)
    key = _kilobytes(count * _BYTES)
    wrong = [
        *_memory_wrong(count, is_needed=True),
        Wrong("one-map-only",
              *_in_kilobytes(rows * columns * _BYTES, f"{times(rows, columns)} · 4")),
        Wrong("depth-times-channels",
              *_in_kilobytes(image[0] * count * _BYTES, f"{times(image[0], *maps)} · 4")),
        Wrong("counts-the-input", *_in_kilobytes(prod(image) * _BYTES, f"{times(*image)} · 4")),
    ]  # fmt: skip
    begin = enters(image, layer)
    _, end = _in_kilobytes(count * _BYTES, f"{number(count)} · 4")
    return Item(
        kind="number",
        stem=bilingual(
            f"{begin.en} How much memory do its outputs take in float32, in KB "
            "(1 KB = 1024 bytes)?",
            f"{begin.ko} 이 층의 출력을 float32로 저장하면 몇 KB입니까? (1 KB = 1024바이트)",
        ),
        params=described(image, [layer], "activation_kilobytes", batch=1, dtype="float32"),
        key=key,
        wrong=separated(key, _short(wrong)),
        solution=bilingual(
            f"The output is {written(maps)}: {times(*maps)} = {number(count)} numbers.\n"
            f"A float32 takes 4 bytes: {end}",
            f"출력은 {written(maps)}이므로 값은 {times(*maps)} = {number(count)}개입니다.\n"
            f"float32 값 하나는 4바이트입니다: {end}",
        ),
        figure=pictured(image, [layer]),
    )


def _of_batch(image: Shape, layers: Sequence[Layer], batch: int) -> Item:
    shapes = [layer.output(shape) for layer, shape in walk(image, layers)]
    counts = [prod(shape) for shape in shapes]
    count = batch * sum(counts)
    key = _kilobytes(count * _BYTES)

    def kept(images: int, each: Sequence[int]) -> tuple[Number, str]:
        inner = " + ".join(map(number, each))
        of_one = f"({inner})" if len(each) > 1 else inner
        many = f"{images} · {of_one}" if images > 1 else of_one
        return _in_kilobytes(images * sum(each) * _BYTES, f"{many} · 4")

    wrong = [
        Wrong("batch-left-out", *kept(1, counts), is_needed=True),
        Wrong("last-output-only", *kept(batch, counts[-1:]), is_needed=True),
        Wrong("relu-keeps-nothing", *kept(batch, [counts[0], counts[2]]), is_needed=True),
        Wrong("input-counted-too", *kept(batch, [prod(image), *counts])),
        *_memory_wrong(count, is_needed=False),
    ]
    return Item(
        kind="number",
        stem=_stem_of_batch(image, layers, batch),
        params=described(
            image, layers, "activation_kilobytes", batch=batch, dtype="float32", of="every layer"
        ),
        key=key,
        wrong=separated(key, _short(wrong)),
        solution=_solution_of_batch(shapes, kept(batch, counts)[1]),
        figure=pictured(image, layers),
    )


def _stem_of_batch(image: Shape, layers: Sequence[Layer], batch: int) -> Text:
    begin = passes(image, layers)
    return bilingual(
        f"{begin.en}\nIn training, a batch holds {batch} such inputs, and for the backward pass "
        "the outputs of all three layers are kept in float32. How much memory do they take, in KB "
        "(1 KB = 1024 bytes)?",
        f"{begin.ko}\n학습할 때는 배치에 이런 입력이 {batch}개 있고, 역전파를 위해 세 층의 "
        "출력을 모두 float32로 보관합니다. 보관하는 출력은 몇 KB입니까? (1 KB = 1024바이트)",
    )


def _solution_of_batch(shapes: Sequence[Shape], end: str) -> Text:
    lines = "\n".join(
        f"{at}. {times(*shape)} = {number(prod(shape))}" for at, shape in enumerate(shapes, start=1)
    )
    return bilingual(
        f"Numbers that leave each layer, for one input:\n{lines}\n"
        f"Each takes 4 bytes, for every input of the batch: {end}",
        f"입력 하나에서 나오는 각 층의 출력 값의 개수:\n{lines}\n"
        f"값마다 4바이트이고, 배치의 입력마다 보관합니다: {end}",
    )
