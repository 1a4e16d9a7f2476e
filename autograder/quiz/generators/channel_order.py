"""In which order do PyTorch and Keras keep images, and the weights of a convolution?

PyTorch: N × C × H × W and F × C × HH × WW. Keras by default: N × H × W × C and HH × WW × C × F.

Source: documentation of torch.nn.Conv2d and of keras.layers.Conv2D.
"""

from collections.abc import Mapping
from typing import Any

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.layers import Volume, conv
from autograder.quiz.workings.sizing import how, wrong_shape
from autograder.quiz.workings.telling import settings

TITLE = Text(en="Channel order of PyTorch and Keras", ko="PyTorch와 Keras의 채널 순서")
SKILL = "shapes"
VERSION = 1
_IMAGES = {"PyTorch": "NCHW", "Keras": "NHWC"}
_WEIGHTS = {"PyTorch": "FCHW", "Keras": "HWCF"}
_AXES = tuple(Text(en=f"axis {at}", ko=f"축 {at}") for at in range(4))
_IDEAS = ("forgot-pad", "forgot-stride", "depth-is-channels")


def generate(rng: Stream, level: int) -> Item:
    """Ask for images, at level 2 behind a convolution, at level 3 for its weights."""
    library, other = rng.shuffled(tuple(_IMAGES))
    if level == 1:
        return _images(rng, library, other)
    return _output(rng, library, other) if level == 2 else _weights(rng, library, other)


def _images(rng: Stream, library: str, other: str) -> Item:
    """Ask how another library keeps a batch."""
    height, width = (8 * size for size in rng.sample(range(3, 30), 2))
    sizes = {"N": rng.choice((10, 20, 50, 100)), "C": rng.choice((3, 4)), "H": height, "W": width}
    order = _IMAGES[other]
    had, key = _ordered(sizes, _IMAGES[library]), _ordered(sizes, order)
    wrong = [
        Wrong("other-library-order", had, "", True),
        Wrong("swapped-rows-columns", _ordered(sizes, _exchanged(order, "HW")), "", True),
        Wrong("batch-last", _ordered(sizes, f"{order[1:]}N")),
    ]
    stem = bilingual(
        f"In {library} a batch of images has the shape {written(had)}. "
        f"What is its shape in {other}, in its default order?",
        f"{library}에서 이미지 배치의 모양이 {written(had)}입니다. "
        f"같은 배치를 {other}의 기본 순서로 쓰면 모양은 무엇입니까?",
    )
    params = {"input": list(had), "from": library, "to": other, "ask": "other_order"}
    return _item(stem, params, key, wrong, [f"{other}: {' × '.join(order)}"])


def _output(rng: Stream, library: str, other: str) -> Item:
    """Ask what a convolution gives in a library."""
    images, (channels, filters) = rng.choice((10, 20, 50, 100)), rng.sample((3, 4, 8, 16, 24), 2)
    f, s = rng.choice((3, 5)), rng.integer(1, 2)
    layer = conv(filters, f, s, rng.integer(0, f // 2))
    rows, columns = rng.sample(range(6, 30), 2)
    maps = (channels, *layer.input((rows, columns)))
    made, order = _sizes(images, layer.output(maps)), _IMAGES[library]
    had, key = _ordered(_sizes(images, maps), order), _ordered(made, order)
    wrong = [
        Wrong("other-library-order", _ordered(made, _IMAGES[other]), "", True),
        Wrong("swapped-rows-columns", _ordered(made, _exchanged(order, "HW"))),
    ]
    for idea in _IDEAS:
        if shape := wrong_shape(idea, layer, maps):
            because = how(idea, layer, maps)
            wrong.append(Wrong(idea, _ordered(_sizes(images, shape), order), because))
    words = settings(layer)
    stem = bilingual(
        f"In {library} (default order) a batch of {written(had)} enters a convolution "
        f"({words.en}). What is the shape of the output, in {library} too?",
        f"{library}의 기본 순서로 {written(had)}인 배치가 합성곱 층({words.ko})에 들어갑니다. "
        f"{library}에서 출력의 모양은 무엇입니까?",
    )
    params = {
        "input": list(had),
        "library": library,
        "layers": [layer.params],
        "ask": "output_shape",
    }
    height, width = layer.axes(maps)
    lines = [f"{library}: {' × '.join(order)}", f"H: {height.counted}", f"W: {width.counted}"]
    return _item(stem, params, key, wrong, lines)


def _weights(rng: Stream, library: str, other: str) -> Item:
    """Ask for the shape of a convolution's weights."""
    filters, channels = rng.sample((4, 6, 8, 10, 12, 16, 24, 32), 2)
    height, width = rng.sample((3, 5, 7), 2)
    sizes = {"F": filters, "C": channels, "H": height, "W": width}
    order = _WEIGHTS[library]
    key = _ordered(sizes, order)
    wrong = [
        Wrong("other-library-order", _ordered(sizes, _WEIGHTS[other]), "", True),
        Wrong("filters-channels-exchanged", _ordered(sizes, _exchanged(order, "FC")), "", True),
        Wrong("weights-like-images", _ordered(sizes, "FHWC")),
        Wrong("swapped-rows-columns", _ordered(sizes, _exchanged(order, "HW"))),
    ]
    stem = bilingual(
        f"A convolution has {filters} filters of {height} × {width} (height × width) on an input "
        f"of {channels} channels. What is the shape of its weights in {library}?",
        f"합성곱 층에 {height} × {width}(높이 × 너비) 필터가 {filters}개 있고, 입력의 채널은 "
        f"{channels}개입니다. {library}에서 가중치의 모양은 무엇입니까?",
    )
    params = {
        "channels": channels,
        "filters": filters,
        "kernel": [height, width],
        "library": library,
        "ask": "weight_shape",
    }
    told = "F × C × HH × WW" if library == "PyTorch" else "HH × WW × C × F"
    return _item(stem, params, key, wrong, [f"{library}: {told}"])


def _item(
    stem: Text, params: dict[str, Any], key: tuple[int, ...], wrong: list[Wrong], lines: list[str]
) -> Item:
    told = "\n".join([*lines[1:], lines[0]])
    return Item(
        kind="shape",
        stem=stem,
        params=params,
        key=key,
        wrong=separated(key, wrong),
        solution=bilingual(
            f"Put each size in its place.\n{told} = {written(key)}",
            f"크기를 순서에 맞게 놓습니다.\n{told} = {written(key)}",
        ),
        labels=(_AXES,),
    )


def _sizes(images: int, maps: Volume) -> dict[str, int]:
    return {"N": images, "C": maps[0], "H": maps[1], "W": maps[2]}


def _ordered(sizes: Mapping[str, int], order: str) -> tuple[int, ...]:
    return tuple(sizes[letter] for letter in order)


def _exchanged(order: str, two: str) -> str:
    """Return an order with two letters in each other's place."""
    return order.translate(str.maketrans(two, two[::-1]))
