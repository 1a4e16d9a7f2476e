"""How many parameters does a whole network have, layer by layer and in total?

Source: CS231n notes, "Convolutional Neural Networks", case studies; LeCun et al. 1998,
"Gradient-based learning applied to document recognition", for LeNet-5 (here as it is mostly
taught: every map of the second convolution sees all six).
"""

from collections.abc import Sequence
from math import prod

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.counts import added
from autograder.quiz.workings.layers import (
    Conv,
    Dense,
    Layer,
    Pool,
    Relu,
    Shape,
    conv,
    learned,
    pool,
)
from autograder.quiz.workings.miscounts import columns
from autograder.quiz.workings.network import described, pictured, walk
from autograder.quiz.workings.small_networks import COUNTS
from autograder.quiz.workings.sums import times
from autograder.quiz.workings.telling import name, passes

TITLE = Text(en="Parameters of a network", ko="신경망 전체의 매개변수")
SKILL = "parameters"
VERSION = 1
_LENET = (
    (1, 32, 32),
    (conv(6, 5), pool(2, 2, "average"), conv(16, 5), pool(2, 2, "average"),
     Dense(120), Dense(84), Dense(10)),
)  # fmt: skip
_NEEDED = {
    1: {"forgot-bias", "pool-has-params"},
    2: {"forgot-bias", "filter-depth-one"},
    3: {"filter-depth-one", "size-before-pool"},
}
# Those that a learner would have of a whole network.
_IDEAS = (
    "forgot-bias", "filter-depth-one", "pool-has-params", "relu-has-params", "one-bias-in-all",
    "dense-adds", "dense-on-one-channel", "activations-as-params",
)  # fmt: skip
_TOTAL = bilingual("Total", "합계")
_COLUMN = (bilingual("parameters", "매개변수"),)


def generate(rng: Stream, level: int) -> Item:
    """Ask for a table; level 2 with two convolutions, level 3 for the total alone."""
    if level == 3 and rng.integer(0, 31) == 0:
        return _total(*_LENET)
    image, layers = _network(rng, level)
    return _total(image, layers) if level == 3 else _table(image, layers, level)


def _network(rng: Stream, level: int) -> tuple[Shape, Sequence[Layer]]:
    """Draw it from the last map to the image, so that everything fits."""
    rows, columns = rng.sample(range(2, 7), 2)
    sizes = (rows, rows if level == 1 else columns)
    channels, *filters = rng.sample(COUNTS, 2 if level == 1 else 3)
    layers: list[Layer] = []
    for count in reversed(filters):
        f = rng.choice((3, 5))
        layer = conv(count, f, 1, rng.choice((0, f // 2)))
        sizes = layer.input((2 * sizes[0], 2 * sizes[1]))
        layers = [layer, Relu(), pool(2, 2), *layers]
    if level == 3:
        layers += [Dense(rng.choice((20, 32, 50, 64))), Relu()]
    layers.append(Dense(rng.choice((5, 10, 12))))
    return (channels, *sizes), layers


def _total(image: Shape, layers: Sequence[Layer]) -> Item:
    right = [learned(*step) for step in walk(image, layers)]
    key = sum(right)
    wrong = [
        Wrong(idea, *added(values), is_needed=idea in _NEEDED[3])
        for idea, values in _thought(image, layers).items()
    ]
    return Item(
        kind="number",
        stem=_stem(
            image,
            layers,
            bilingual(
                "How many parameters are there in total?", "신경망의 매개변수는 모두 몇 개입니까?"
            ),
        ),
        params=described(image, layers, "parameters"),
        key=key,
        wrong=separated(key, wrong),
        solution=_solution(image, layers, added(right).how),
        figure=pictured(image, layers),
    )


def _table(image: Shape, layers: Sequence[Layer], level: int) -> Item:
    right = [learned(*step) for step in walk(image, layers)]
    key = _rows(right)
    wrong = [
        Wrong(idea, _rows(values), added(values).how, idea in _NEEDED[level])
        for idea, values in _thought(image, layers).items()
    ]
    names = (
        bilingual(f"{at}. {kind.en}", f"{at}. {kind.ko}")
        for at, kind in enumerate(map(name, layers), start=1)
    )
    return Item(
        kind="grid",
        stem=_stem(
            image,
            layers,
            bilingual(
                "How many parameters does each layer have, and how many are there in total?",
                "각 층의 매개변수와 그 합계는 몇 개입니까?",
            ),
        ),
        params=described(image, layers, "parameters_by_layer"),
        key=key,
        wrong=separated(key, wrong),
        solution=_solution(image, layers, f"{added(right).how}\n{written(key)}"),
        labels=((*names, _TOTAL), _COLUMN),
        figure=pictured(image, layers, is_told=level == 1),
    )


def _rows(values: Sequence[int]) -> tuple[tuple[int], ...]:
    """Return a table of one column, the total below."""
    return tuple((value,) for value in (*values, sum(values)))


def _thought(image: Shape, layers: Sequence[Layer]) -> dict[str, Sequence[int]]:
    """Return what wrong ideas count in each layer."""
    steps = list(walk(image, layers))
    of_image = [
        learned(layer, image if isinstance(layer, Conv) else shape) for layer, shape in steps
    ]
    unpooled = [
        learned(layer, steps[at - 1][1])
        if isinstance(layer, Dense) and at and isinstance(steps[at - 1][0], Pool)
        else learned(layer, shape)
        for at, (layer, shape) in enumerate(steps)
    ]
    found = columns(image, layers)
    return {
        "input-of-first-layer": of_image,
        "size-before-pool": unpooled,
        **{idea: found[idea] for idea in _IDEAS if idea in found},
    }


def _stem(image: Shape, layers: Sequence[Layer], question: Text) -> Text:
    begin = passes(image, layers)
    return bilingual(
        f"{begin.en}\nMaps are flattened before a dense layer; convolutions and dense layers use "
        f"biases. {question.en}",
        f"{begin.ko}\n특징 맵은 완전 연결 층 앞에서 평탄화하며, 합성곱 층과 완전 연결 층은 편향을 "
        f"씁니다. {question.ko}",
    )


def _solution(image: Shape, layers: Sequence[Layer], end: str) -> Text:
    lines = []
    for at, (layer, shape) in enumerate(walk(image, layers), start=1):
        how = f"{at}. {written(shape)} → {written(layer.output(shape))}: "
        if isinstance(layer, Conv):
            inner = times(shape[0], *layer.kernel)
            how += f"{layer.filters} · ({inner} + 1) = "
        elif isinstance(layer, Dense):
            how += f"{times(prod(shape), layer.units)} + {layer.units} = "
        lines.append(how + number(learned(layer, shape)))
    text = "\n".join([*lines, end])
    return bilingual(
        f"Pooling and ReLU have no parameters, but the sizes count for the dense layer.\n{text}",
        "풀링과 ReLU에는 매개변수가 없지만, 그 출력의 크기가 완전 연결 층의 가중치 수를 정합니다."
        f"\n{text}",
    )
