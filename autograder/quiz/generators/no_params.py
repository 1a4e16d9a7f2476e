"""Which layers learn nothing, and what they change all the same.

Source: CS231n notes, "Convolutional Neural Networks", layers used to build ConvNets.
"""

from collections.abc import Mapping
from typing import Any

from autograder.course import Text
from autograder.quiz.item import Item, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.counts import added, multiplied, subtracted
from autograder.quiz.workings.layers import (
    Dense,
    Layer,
    Relu,
    Shape,
    conv,
    learned,
    pool,
)
from autograder.quiz.workings.miscounts import columns, miscounts
from autograder.quiz.workings.network import described, pictured
from autograder.quiz.workings.small_networks import COUNTS, drawn_conv
from autograder.quiz.workings.sums import times
from autograder.quiz.workings.telling import brief, passes

TITLE = Text(en="Layers without parameters", ko="매개변수가 없는 층")
SKILL = "parameters"
VERSION = 1
_ACTIVATIONS = (
    bilingual("ReLU", "ReLU"), bilingual("Sigmoid", "시그모이드"), bilingual("tanh", "tanh"),
)  # fmt: skip
_COUNTED_WRONG = ("forgot-bias", "one-bias-in-all", "filter-depth-one", "f-not-squared")
_COUNTED_TOO = ("relu-has-params", "pool-has-params")
_Described = tuple[Text, dict[str, Any]]
_FLAT = (bilingual("Flatten", "평탄화"), {"type": "flatten"})
_GLOBAL = (bilingual("Global average pooling", "전역 평균 풀링"), {"type": "global_avg_pool2d"})


def generate(rng: Stream, level: int) -> Item:
    """Ask which layers learn; level 2 what some have together, level 3 what pooling saves."""
    if level == 1:
        return _which(rng)
    return _together(rng) if level == 2 else _saved(rng)


def _which(rng: Stream) -> Item:
    found = _layers(rng)
    order = rng.shuffled(list(found))
    names = {idea: chr(ord("a") + at) for at, idea in enumerate(order)}
    learns = {"conv", *({"one", "dense"} & set(found))}

    def named(ideas: set[str]) -> tuple[str, ...]:
        return tuple(names[idea] for idea in order if idea in ideas)

    key = named(learns)
    wrong = [
        Wrong("pool-has-params", named(learns | {"pool"}), is_needed=True),
        Wrong("relu-has-params", named(learns | {"activation"}), is_needed=True),
        Wrong("none-for-some", named(set(found) - learns)),
    ]
    if "flat" in found:
        wrong.append(Wrong("flatten-has-params", named(learns | {"flat"})))
    if "one" in found:
        wrong.append(Wrong("one-by-one-has-none", named(learns - {"one"})))
    if "dense" in found:
        wrong.append(Wrong("only-dense-learns", named({"dense"})))
    options = {names[idea]: found[idea][0] for idea in order}
    return Item(
        kind="multi",
        stem=bilingual(
            "Which of these layers have parameters that are learned? Name all of them.",
            "다음 중 학습하는 매개변수가 있는 층을 모두 고르십시오.",
        ),
        params={
            "input": [8, 12, 12],
            "options": {names[idea]: found[idea][1] for idea in order},
            "ask": "layers_with_parameters",
        },
        key=key,
        wrong=separated(key, wrong),
        solution=_which_solution(options, key),
        options=options,
    )


def _layers(rng: Stream) -> Mapping[str, _Described]:
    """Return layers by what they show: some that learn, and some that do not."""
    activation = rng.choice(_ACTIVATIONS)
    found = {
        "conv": _described(conv(rng.choice(COUNTS), rng.choice((3, 5, 7)), 1, 1)),
        "one": _described(conv(rng.choice(COUNTS), 1)),
        "dense": _described(Dense(rng.choice((10, 20, 50, 100)))),
        "pool": _described(rng.choice((pool(2, 2), pool(3, 2), pool(2, 2, "average")))),
        "activation": (activation, {"type": activation.en.lower()}),
        "flat": _FLAT,
        "global": _GLOBAL,
    }
    left_out = {rng.choice(("one", "dense", "")), rng.choice(("flat", "global"))}
    return {idea: layer for idea, layer in found.items() if idea not in left_out}


def _described(layer: Layer) -> _Described:
    return brief(layer), layer.params


def _which_solution(options: Mapping[str, Text], key: tuple[str, ...]) -> Text:
    return bilingual(
        "Filters and dense units have weights and biases, which are learned.\n"
        "Pooling, activation functions and flattening follow a fixed rule.\n"
        f"With parameters: {'; '.join(options[name].en for name in key)}",
        "필터와 완전 연결 층의 유닛에는 학습하는 가중치와 편향이 있습니다.\n"
        "풀링, 활성화 함수, 평탄화는 정해진 규칙대로 계산할 뿐입니다.\n"
        f"매개변수가 있는 층: {'; '.join(options[name].ko for name in key)}",
    )


def _together(rng: Stream) -> Item:
    f = rng.integer(2, 3)
    image, layer = drawn_conv(rng, 2, places=range(f + 4, 18, 2))  # so that the pooling fits
    layers: list[Layer] = [layer, Relu(), pool(f, 2)]
    key = learned(layer, image)
    counts = columns(image, layers)
    wrong = [
        *(Wrong(idea, *added(counts[idea]), is_needed=True) for idea in _COUNTED_TOO),
        *(
            Wrong(idea, *count)
            for idea, count in miscounts(layer, image).items()
            if idea in _COUNTED_WRONG
        ),
    ]
    begin = passes(image, layers)
    end = f"{layer.filters} · ({times(image[0], *layer.kernel)} + 1) = {number(key)}"
    return Item(
        kind="number",
        stem=bilingual(
            f"{begin.en}\nThe convolution uses biases. How many parameters do the three layers "
            "have together?",
            f"{begin.ko}\n합성곱 층은 편향을 씁니다. 세 층의 매개변수는 모두 몇 개입니까?",
        ),
        params=described(image, layers, "parameters"),
        key=key,
        wrong=separated(key, wrong),
        solution=bilingual(
            f"ReLU and pooling have none.\nThe convolution has {end}",
            f"ReLU와 풀링에는 매개변수가 없습니다.\n합성곱 층의 매개변수: {end}",
        ),
        figure=pictured(image, layers),
    )


def _saved(rng: Stream) -> Item:
    rows, columns_ = rng.sample(range(3, 13), 2)
    maps = (rng.choice((4, 6, 8, 16, 20)), 2 * rows, 2 * columns_)
    pooled, dense = (maps[0], rows, columns_), Dense(rng.choice((10, 12, 16, 20, 32, 40)))
    before, after = dense.weights(maps), dense.weights(pooled)
    key, units = before - after, dense.units
    after_text = f"{times(*pooled, units)} = {number(after)}"
    return Item(
        kind="number",
        stem=bilingual(
            f"Maps of {written(maps)} (depth × height × width) are flattened and enter a dense "
            f"layer of {units} units with biases. Now max pooling, 2 × 2 with stride 2, is put "
            "before the flattening. By how many parameters does the network get smaller?",
            f"{written(maps)}(깊이 × 높이 × 너비) 특징 맵을 평탄화하여 유닛이 {units}개이고 편향을 "
            "쓰는 완전 연결 층에 넣습니다. 평탄화하기 전에 스트라이드 2인 2 × 2 최대 풀링을 "
            "넣으면 신경망의 매개변수는 몇 개 줄어듭니까?",
        ),
        params={
            "before": described(maps, [dense], "parameters"),
            "after": described(maps, [pool(2, 2), dense], "parameters"),
            "ask": "parameters_saved",
        },
        key=key,
        wrong=separated(key, _saved_wrong(maps, dense, before, after)),
        solution=bilingual(
            f"Pooling has no parameters, but leaves {written(pooled)}.\n"
            f"Weights before: {times(*maps, units)} = {number(before)}\n"
            f"Weights after: {after_text}\n"
            f"The {units} biases stay: {number(before)} - {number(after)} = {number(key)}",
            f"풀링에는 매개변수가 없지만, 풀링을 거치면 {written(pooled)}만 남습니다.\n"
            f"풀링을 넣기 전의 가중치: {times(*maps, units)} = {number(before)}\n"
            f"풀링을 넣은 뒤의 가중치: {after_text}\n"
            f"편향 {units}개는 그대로입니다: {number(before)} - {number(after)} = {number(key)}",
        ),
        figure=pictured(maps, [dense], is_told=True),
    )


def _saved_wrong(maps: Shape, dense: Dense, before: int, after: int) -> list[Wrong]:
    channels, units = maps[0], dense.units
    key = before - after

    wrong = [
        Wrong("pool-changes-nothing", 0, is_needed=True),
        Wrong("counts-what-is-left", *multiplied(*pool(2, 2).output(maps), units)),
        Wrong("pool-shrinks-one-side", *subtracted(before, before // 2)),
        Wrong("pool-has-params", *subtracted(key, 4 * channels)),
        Wrong("dense-on-one-channel", *subtracted(before // channels, after // channels)),
    ]
    if units % 4 == 0:
        wrong.append(Wrong("biases-shrink-too", *subtracted(before + units, after + units // 4)))
    return wrong
