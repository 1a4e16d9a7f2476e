"""The same sums through threshold units and through ReLU.

Source: CS231n notes, "Neural Networks 1", commonly used activation functions.
"""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from autograder.course import Text
from autograder.quiz.item import Item, Number, Redraw, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.mlp import (
    WRONG_RELU,
    WRONG_THRESHOLD,
    Forward,
    Inflow,
    Layer,
    Pass,
    forward,
    relu,
    threshold,
)
from autograder.quiz.workings.sums import Matrix, Vector, dot, plain, vector, weighted

TITLE = Text(en="Threshold against ReLU", ko="임계 유닛과 ReLU")
SKILL = "perceptron"
VERSION = 1
_Drawn = tuple[Layer, tuple[Vector, ...], tuple[str, ...]]  # layer, inputs, names of the columns
_ROWS = (Text(en="threshold", ko="임계 유닛"), Text(en="ReLU", ko="ReLU"))
_WEIGHTS = (-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2)


class _Case(NamedTuple):
    """One layer and the inputs that it gets; what its units give is asked for one by one.

    Attributes:
        names: of what is asked for, in their order.
    """

    layer: Layer
    inflows: tuple[Inflow, ...]
    names: tuple[str, ...]

    def passed(self, through: Forward) -> Pass:
        """Return the sums and outputs for all inputs in a row."""
        passes = list(map(through, self.inflows))
        z, h = (tuple(chain.from_iterable(each)) for each in zip(*passes, strict=True))
        return Pass(z, h)


def generate(rng: Stream, level: int) -> Item:
    """Give the sums, then a unit with three inputs, then a layer; one sum is always 0."""
    layer, inputs, names = (_sums_given, _one_unit, _one_layer)[level - 1](rng)
    case = _Case(layer, tuple(map(layer.reached_by, inputs)), names)
    key = (case.passed(forward(threshold)).h, case.passed(forward(relu)).h)
    return Item(
        kind="grid",
        stem=_stem(case, level),
        params={
            "w": [list(row) for row in case.layer.w], "b": list(case.layer.b),
            "x": [list(x) for x in inputs], "ask": "threshold_and_relu",
        },
        key=key,
        wrong=_wrong(case, key),
        solution=_solution(case, level, key),
        labels=(_ROWS, tuple(bilingual(name, name) for name in case.names)),
    )  # fmt: skip


def _spread(rng: Stream, count: int) -> list[Number]:
    """Draw sums in any order: one is 0, one negative, and one positive but not 1."""
    negative, positive = plain(-rng.integer(1, 6) / 2), plain(rng.choice((1, 3, 4, 5, 6)) / 2)
    more = [plain(rng.integer(-6, 6) / 2) for _ in range(count - 3)]
    return rng.shuffled([0, negative, positive, *more])


def _sums_given(rng: Stream) -> _Drawn:
    sums = _spread(rng, 4)
    if len(set(sums)) < len(sums):
        raise Redraw
    # A weight each on an input of 1, so that the sums are just these.
    layer = Layer((tuple(sums),), (0,) * len(sums))
    return layer, ((1,),), tuple(f"z = {written(z)}" for z in sums)


def _one_unit(rng: Stream) -> _Drawn:
    w = (rng.choice(_WEIGHTS), rng.choice(_WEIGHTS))
    inputs = tuple((rng.integer(-2, 3), rng.integer(-2, 3)) for _ in range(3))
    sums = [dot(w, x) for x in inputs]
    bias = -sorted(sums)[1]  # so that one sum is negative, one 0 and one positive
    if len(set(sums)) < 3 or not bias or max(sums) + bias == 1:
        raise Redraw
    return Layer(((w[0],), (w[1],)), (bias,)), inputs, tuple(map(vector, inputs))


def _one_layer(rng: Stream) -> _Drawn:
    x = rng.choice((-2, -1, 1, 2, 3)), rng.choice((-2, -1, 1, 2, 3))
    w = rng.grid(2, 3, -2, 3)
    columns = tuple(zip(*w, strict=True))
    b = tuple(plain(z - dot(column, x)) for z, column in zip(_spread(rng, 3), columns, strict=True))
    if max(map(abs, b)) > 8 or 0 in b:
        raise Redraw
    return Layer(w, b), (x,), tuple(f"h{i}" for i in range(1, 4))


def _wrong(case: _Case, key: Matrix) -> tuple[Wrong, ...]:
    needed = ("ge-at-threshold", "threshold-for-relu")
    firing, rectified = key
    wrong = [Wrong("activations-exchanged", (rectified, firing))]
    for name in {**WRONG_THRESHOLD, **WRONG_RELU}:
        rules = WRONG_THRESHOLD.get(name), WRONG_RELU.get(name)
        passes = [case.passed(rule) if rule else None for rule in rules]
        rows = tuple(passed.h if passed else row for passed, row in zip(passes, key, strict=True))
        if rows != key:
            wrong.append(Wrong(name, rows, _because(passes, key), name in needed))
        elif name in needed:
            raise Redraw
    return separated(key, wrong)


def _because(passes: Sequence[Pass | None], key: Matrix) -> str:
    """Write the first row that is wrong, and what it was made from."""
    changed = (
        passed for passed, row in zip(passes, key, strict=True) if passed and passed.h != row
    )
    passed = next(changed)
    return f"z = {vector(passed.z)} → {vector(passed.h)}"


def _stem(case: _Case, level: int) -> Text:
    w, b = case.layer
    units_en = "threshold units (1 where the sum is larger than 0, else 0)"
    if level == 1:
        sums = vector(case.passed(forward(relu)).z)
        return bilingual(
            f"Units have the sums z = {sums}. What do they give as {units_en}, and what with ReLU?",
            f"유닛마다 구한 합이 z = {sums}입니다. 임계 유닛(합이 0보다 크면 1, 아니면 0)일 때와 "
            "ReLU일 때의 출력은 각각 얼마입니까?",
        )
    if level == 2:
        unit = f"w = {vector(row[0] for row in w)}, b = {written(b[0])}"
        inputs = ", ".join(vector(each.x) for each in case.inflows)
        return bilingual(
            f"A unit with {unit} gets the inputs {inputs}. What does it give for each as a "
            "threshold unit (1 where w·x + b > 0, else 0), and what with ReLU?",
            f"{unit}인 유닛이 있습니다. 입력은 차례로 {inputs}입니다. 임계 유닛(w·x + b > 0이면 1, "
            "아니면 0)일 때와 ReLU일 때의 출력은 각각 얼마입니까?",
        )
    x = vector(case.inflows[0].x)
    return bilingual(
        f"A layer with {case.layer.written()} gets the input x = {x}; a column of w1 holds the "
        f"weights of one unit. What do its three units give as {units_en}, and what with ReLU?",
        f"{case.layer.written()}인 층이 있고 입력은 x = {x}입니다. w1의 열 하나가 유닛 하나의 "
        "가중치입니다. 임계 유닛(합이 0보다 크면 1, 아니면 0)일 때와 ReLU일 때 세 유닛의 출력은 "
        "각각 얼마입니까?",
    )


def _solution(case: _Case, level: int, key: Matrix) -> Text:
    sums = [
        f"z = {weighted(column, x, b)} = {written(dot(column, x) + b)}"
        for x in (each.x for each in case.inflows)
        for column, b in zip(case.layer.columns(), case.layer.b, strict=True)
    ]
    lines = "" if level == 1 else "\n".join(sums) + "\n"
    first, second = map(vector, key)
    return bilingual(
        f"{lines}A threshold unit only says whether the sum is larger than 0, and 0 is not: "
        f"{first}\nReLU keeps a positive sum as it is and makes the rest 0: {second}\n"
        f"Both rows: {written(key)}",
        f"{lines}임계 유닛은 합이 0보다 큰지 아닌지만 나타냅니다. 0은 0보다 크지 않습니다: "
        f"{first}\n"
        f"ReLU는 양수인 합을 그대로 내보내고 나머지는 0으로 만듭니다: {second}\n"
        f"두 행: {written(key)}",
    )
