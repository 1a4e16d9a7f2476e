"""How many parameters does a dense layer have?

K · M + M for K inputs and M units: a weight for each pair and a bias for each unit.
Source: CS231n notes, "Neural Networks 1", layer-wise organization; CS231n notes, "Convolutional
Neural Networks", on why a dense unit does not scale to images.
"""

from math import prod

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.counts import Count, added, counted
from autograder.quiz.workings.layers import Dense, Shape, learned
from autograder.quiz.workings.miscounts import columns, miscounts
from autograder.quiz.workings.network import described, pictured, walk
from autograder.quiz.workings.sums import times

TITLE = Text(en="Parameters of a dense layer", ko="완전 연결 층의 매개변수")
SKILL = "parameters"
VERSION = 1
_NEEDED = {"forgot-bias", "bias-where-none", "dense-adds", "dense-on-one-channel"}
_FULL_HD = (3, 1080, 1920)


def generate(rng: Stream, level: int) -> Item:
    """Ask for a layer on a vector; level 2 for one on an image, level 3 for two layers."""
    if level == 1:
        inputs, units = rng.sample(range(6, 101), 2)
        return _of_layer((inputs,), Dense(units))
    image = _image(rng)
    if level == 3:
        hidden, units = rng.sample((10, 12, 16, 20, 32, 50, 64, 100), 2)
        return _of_two(image, (Dense(hidden), Dense(units)))
    if rng.integer(0, 31) == 0:
        return _of_layer(_FULL_HD, Dense(1, bias=False))
    return _of_layer(image, Dense(rng.choice((1, 10, 16, 20, 50, 100)), bias=rng.integer(0, 2) > 0))


def _image(rng: Stream) -> Shape:
    return (rng.choice((3, 4, 6, 8, 16)), *rng.sample(range(5, 33), 2))


def _of_layer(shape: Shape, layer: Dense) -> Item:
    key = learned(layer, shape)
    wrong = [
        Wrong(idea, *count, is_needed=idea in _NEEDED and layer.units > 1)
        for idea, count in miscounts(layer, shape).items()
    ]
    if len(shape) > 1:
        channels, height, width = shape
        sides, units = channels * (height + width), layer.units
        plus = f" + {units}" if layer.bias else ""
        wrong += [
            Wrong("sides-added", *counted(sides * units + layer.biases(),
                  f"{channels} · ({height} + {width}) · {units}{plus}")),
            Wrong("dense-shares-over-pixels", *counted(channels * units + layer.biases(),
                  f"{channels} · {units}{plus}")),
        ]  # fmt: skip
    return Item(
        kind="number",
        stem=_stem(shape, layer),
        params=described(shape, [layer], "parameters"),
        key=key,
        wrong=separated(key, wrong),
        solution=_solution(shape, layer),
        figure=pictured(shape, [layer], is_told=True),
    )


def _stem(shape: Shape, layer: Dense) -> Text:
    units = layer.units
    what = (
        bilingual(f"An input of {written(shape)} (depth × height × width) is flattened and "
                  "enters a ",
                  f"{written(shape)}(깊이 × 높이 × 너비) 입력을 평탄화하여 ")
        if len(shape) > 1
        else bilingual(f"{number(shape[0])} numbers enter a ", f"값 {number(shape[0])}개를 ")
    )  # fmt: skip
    biases = (
        bilingual("with biases", "편향을 씁니다")
        if layer.bias
        else bilingual("without a bias", "편향을 쓰지 않습니다")
    )
    return bilingual(
        f"{what.en}dense layer of {units} unit{'s' * (units > 1)} {biases.en}. "
        "How many parameters does the layer have?",
        f"{what.ko}유닛이 {units}개인 완전 연결 층에 넣습니다. 이 층은 {biases.ko}. "
        "이 층의 매개변수는 모두 몇 개입니까?",
    )


def _solution(shape: Shape, layer: Dense) -> Text:
    flat = f"{times(*shape)} = {number(prod(shape))}"
    begin = (
        bilingual(
            f"Flattened, the input is {flat} numbers.\n", f"평탄화하면 값이 {flat}개입니다.\n"
        )
        if len(shape) > 1
        else bilingual("", "")
    )
    bias = (
        bilingual("and one bias", "편향 하나가 있습니다")
        if layer.bias
        else bilingual("and no bias", "편향은 없습니다")
    )
    end = _count(shape, layer).how
    return bilingual(
        f"{begin.en}Each unit has a weight for every input {bias.en}.\n{end}",
        f"{begin.ko}유닛마다 모든 입력에 대한 가중치가 있고 {bias.ko}.\n{end}",
    )


def _of_two(image: Shape, layers: tuple[Dense, Dense]) -> Item:
    first, second = layers
    counts = [learned(layer, shape) for layer, shape in walk(image, layers)]
    key = sum(counts)
    again = [counts[0], learned(second, image)]
    wrong = [
        Wrong("input-of-first-layer", *added(again), is_needed=True),
        *(
            Wrong(idea, *added(values), is_needed=idea in _NEEDED)
            for idea, values in columns(image, layers).items()
        ),
        Wrong("layer-left-out", *_count(image, first)),
    ]
    hidden, units = first.units, second.units
    lines = f"{_count(image, first).how}\n{_count((hidden,), second).how}\n{added(counts).how}"
    flat = f"{times(*image)} = {number(prod(image))}"
    return Item(
        kind="number",
        stem=bilingual(
            f"An input of {written(image)} (depth × height × width) is flattened and enters a "
            f"dense layer of {hidden} units, and its outputs enter a dense layer of {units} units. "
            "Both use biases. How many parameters do they have together?",
            f"{written(image)}(깊이 × 높이 × 너비) 입력을 평탄화하여 유닛이 {hidden}개인 완전 "
            f"연결 층에 넣고, 그 출력을 유닛이 {units}개인 완전 연결 층에 넣습니다. 두 층 모두 "
            "편향을 씁니다. 두 층의 매개변수는 모두 몇 개입니까?",
        ),
        params=described(image, layers, "parameters"),
        key=key,
        wrong=separated(key, wrong),
        solution=bilingual(
            f"Flattened, the input is {flat} numbers.\n"
            f"Each unit has a weight for every input and one bias.\n{lines}",
            f"평탄화하면 값이 {flat}개입니다.\n"
            f"유닛마다 모든 입력에 대한 가중치와 편향 하나가 있습니다.\n{lines}",
        ),
        figure=pictured(image, layers, is_told=True),
    )


def _count(shape: Shape, layer: Dense) -> Count:
    product = times(prod(shape), layer.units)
    return counted(learned(layer, shape), f"{product} + {layer.units}" if layer.bias else product)
