"""What does the hidden layer of a network for XOR give?

Level 1 has the two units of the lecture, scaled; level 2 other pairs that do; at level 3 the units
are threshold units or ReLU.

Source: I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning" (2016), section 6.1.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from autograder.course import Text
from autograder.quiz.figure import Grid, Grids
from autograder.quiz.item import Item, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.mlp import (
    WRONG_RELU,
    WRONG_THRESHOLD,
    Forward,
    Inflow,
    Layer,
    forward,
    relu,
    threshold,
)
from autograder.quiz.workings.sums import Matrix, plain, vector, weighted
from autograder.quiz.workings.threshold_unit import CORNERS

TITLE = Text(en="Hidden layer of an XOR network", ko="XOR 신경망의 은닉층")
SKILL = "perceptron"
VERSION = 1
_LABELS = (
    tuple(Text(en=vector(x), ko=vector(x)) for x in CORNERS),
    (Text(en="h1", ko="h1"), Text(en="h2", ko="h2")),
)
_Column = tuple[int | float, ...]  # weights of both inputs, bias
_Inflows = tuple[Inflow, ...]  # of the four corners


def generate(rng: Stream, level: int) -> Item:
    """Draw two units from which one output unit can make XOR."""
    draw = _adding if level == 1 else rng.choice((_subtracting, _either_or, _adding)[:level])
    first, second = rng.shuffled(draw(rng, level))
    layer = Layer(tuple(zip(first[:2], second[:2], strict=True)), (first[2], second[2]))
    is_relu = level < 3 or rng.integer(0, 1) == 1
    right = forward(relu if is_relu else threshold)
    inflows = tuple(map(layer.reached_by, CORNERS))
    key = _rows(inflows, right)
    return Item(
        kind="grid",
        stem=_stem(layer, is_relu),
        params={
            "w1": [list(row) for row in layer.w], "b1": list(layer.b), "ask": "hidden",
            "activation": "relu" if is_relu else "threshold", "x": [list(x) for x in CORNERS],
        },
        key=key,
        wrong=_wrong(inflows, key, is_relu),
        solution=_solution(inflows, right, is_relu, key),
        labels=_LABELS,
        figure=Grids((Grid(CORNERS, "x"), Grid(layer.w, "w1"), Grid((layer.b,), "b1"))),
    )  # fmt: skip


def _scale(rng: Stream, level: int) -> int | float:
    return rng.choice((1, 2, 3) if level == 1 else (0.5, 1, 2, 3))


def _adding(rng: Stream, level: int) -> list[_Column]:
    """One unit adds the inputs up, the other is on where both are 1 only."""
    a, c = _scale(rng, level), _scale(rng, level)
    late = 1 if level == 1 else rng.choice((1, 1.5))
    return [(a, a, 0), (c, c, plain(-c * late))]


def _subtracting(rng: Stream, level: int) -> list[_Column]:
    """Each unit is on where one input alone is 1."""
    a, c = _scale(rng, level), _scale(rng, level)
    down, across = rng.integer(0, 2), rng.integer(0, 2)
    biases = (0, plain(-a / 2)), (0, plain(-c / 2))
    return [
        (a, plain(-a - down / 2), rng.choice(biases[0])),
        (plain(-c - across / 2), c, rng.choice(biases[1])),
    ]


def _either_or(rng: Stream, level: int) -> list[_Column]:
    """One unit is on where both inputs are 0 only, the other where both are 1 only."""
    a, c = _scale(rng, level), _scale(rng, level)
    steep = rng.choice((1, 2))
    return [(plain(-a * steep), plain(-a * steep), a), (c, c, plain(-c * rng.choice((1, 1.5))))]


def _rows(inflows: _Inflows, through: Forward) -> Matrix:
    return tuple(through(each).h for each in inflows)


def _wrong(inflows: _Inflows, key: Matrix, is_relu: bool) -> tuple[Wrong, ...]:
    rules: Mapping[str, Forward] = WRONG_RELU if is_relu else WRONG_THRESHOLD
    needed = "threshold-for-relu" if is_relu else "ge-at-threshold"
    wrong = [
        Wrong(name, _rows(inflows, rule), is_needed=name == needed) for name, rule in rules.items()
    ]
    return tuple(
        replace(each, because=_because(inflows, key, each.value, rules[each.misconception]))
        for each in separated(key, wrong)
    )


def _because(inflows: _Inflows, key: Matrix, value: Any, rule: Forward) -> str:
    """Write the first input for which a rule gives something else."""
    inflow = next(
        each for each, right, wrong in zip(inflows, key, value, strict=True) if right != wrong
    )
    return f"x = {vector(inflow.x)}: {rule(inflow).written()}"


def _stem(layer: Layer, is_relu: bool) -> Text:
    en, ko = ("ReLU", "활성화 함수는 ReLU") if is_relu else (
        "threshold units (1 where the sum is larger than 0, else 0)",
        "은닉 유닛은 임계 유닛(합이 0보다 크면 1, 아니면 0)",
    )  # fmt: skip
    return bilingual(
        f"The hidden layer of a network for XOR has {layer.written()} and {en}; a column of w1 "
        "holds the weights of one unit. What do the two units give for the inputs (0, 0), (0, 1), "
        "(1, 0) and (1, 1)?",
        f"XOR를 만드는 신경망의 은닉층에서 {layer.written()}입니다. {ko}이고, w1의 열 하나가 유닛 "
        "하나의 가중치입니다. 입력 (0, 0), (0, 1), (1, 0), (1, 1)에서 두 유닛의 출력은 "
        "얼마입니까?",
    )


def _solution(inflows: _Inflows, right: Forward, is_relu: bool, key: Matrix) -> Text:
    rows = []
    for inflow in inflows:
        layer, x = inflow.layer, inflow.x
        z, h = right(inflow)
        sums = [
            f"z{i} = {weighted(column, x, b)} = {number(total)}"
            for i, (column, b, total) in enumerate(zip(layer.columns(), layer.b, z, strict=True), 1)
        ]
        rows.append(f"{vector(x)}: {', '.join(sums)} → h = {vector(h)}")
    lines = "\n".join(rows)
    en, ko = (
        ("ReLU keeps what is positive and makes the rest 0.",
         "ReLU는 양수를 그대로 두고 나머지를 0으로 만듭니다.")
        if is_relu else
        ("A threshold unit gives 1 where its sum is larger than 0; 0 is not.",
         "임계 유닛은 합이 0보다 클 때 1을 냅니다. 0은 0보다 크지 않습니다.")
    )  # fmt: skip
    answer = written(key)
    return bilingual(f"{en}\n{lines}\nh: {answer}", f"{ko}\n{lines}\nh: {answer}")
