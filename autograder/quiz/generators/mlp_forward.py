"""The output of a tiny network for one input.

Source: CS231n notes, "Neural Networks 1"; h = relu(x @ w1 + b1), ŷ = h @ w2 + b2.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from autograder.course import Text
from autograder.quiz.figure import Grid, Grids
from autograder.quiz.item import Item, Number, Redraw, Wrong, bilingual, number, separated
from autograder.quiz.stream import Stream
from autograder.quiz.workings.mlp import WRONG_RELU, Layer, Pass, forward, relu
from autograder.quiz.workings.sums import Vector, dot, plain, vector, weighted

TITLE = Text(en="Forward pass of a small network", ko="작은 신경망의 순전파")
SKILL = "perceptron"
VERSION = 1
_RIGHT = forward(relu)
_OFF = ("linear-is-enough", "abs-for-relu")  # ideas that differ where a unit is off


class _Network(NamedTuple):
    hidden: Layer
    w2: Vector
    b2: Number

    def output(self, h: Vector) -> Number:
        return plain(dot(self.w2, h) + self.b2)

    def written(self, h: Vector) -> str:
        added = (self.b2,) if self.b2 else ()
        return f"{weighted(self.w2, h, *added)} = {number(self.output(h))}"


def generate(rng: Stream, level: int) -> Item:
    """One of two units is off; level 2 has halves and an output bias, level 3 a negative ŷ."""
    x = (rng.choice((-1, 1, 2)), rng.choice((1, 2, 3)))
    network = _network(rng, x, level)
    z, h = _RIGHT(network.hidden.reached_by(x))
    key = network.output(h)
    return Item(
        kind="number",
        stem=_stem(network, x),
        params={
            "x": list(x), "w1": [list(row) for row in network.hidden.w],
            "b1": list(network.hidden.b), "w2": list(network.w2), "b2": network.b2,
            "ask": "output",
        },
        key=key,
        wrong=_wrong(network, x, key, level),
        solution=_solution(network, x, z, h),
        figure=Grids((
            Grid((x,), "x"), Grid(network.hidden.w, "w1"), Grid((network.hidden.b,), "b1"),
            Grid(tuple((w,) for w in network.w2), "w2"), Grid(((network.b2,),), "b2"),
        )),
    )  # fmt: skip


def _network(rng: Stream, x: Vector, level: int) -> _Network:
    count = 3 if level == 3 else 2
    w = rng.grid(2, count, -2, 3)
    products = Layer(w, ()).products(x)
    steps = (2, 3, 4) if level == 1 else (1, 1.5, 2, 2.5, 3, 4)
    off = rng.integer(0, count - 1)
    z = tuple(
        _sum_near(rng, product, (-1, -2, -3) if j == off else steps)
        for j, product in enumerate(products)
    )
    b = tuple(plain(total - product) for total, product in zip(z, products, strict=True))
    w2 = tuple(rng.choice((-2, -1, 1, 2, 3)) for _ in range(count))
    if len(set(w2)) < 2:
        raise Redraw
    b2: Number = 0
    if level == 2:
        b2 = plain(rng.choice((-3, -2, -1, 1, 2, 3)) / 2)
    if level == 3:  # what makes ŷ a small negative number
        b2 = plain(-rng.integer(1, 4) / 2 - dot(w2, tuple(map(relu, z))))
        if not 0 < abs(b2) <= 8:
            raise Redraw
    return _Network(Layer(w, b), w2, b2)


def _sum_near(rng: Stream, product: Number, sums: Sequence[Number]) -> Number:
    """Draw a sum that a small bias makes of a product, and not just by adding 0."""
    near = [total for total in sums if 0 < abs(total - product) <= 5]
    if not near:
        raise Redraw
    return rng.choice(near)


def _wrong(network: _Network, x: Vector, key: Number, level: int) -> tuple[Wrong, ...]:
    inflow = network.hidden.reached_by(x)
    passes = {name: rule(inflow) for name, rule in WRONG_RELU.items()}
    wrong = [
        Wrong(name, network.output(each.h), is_needed=name in _OFF) for name, each in passes.items()
    ]
    how = f"relu({number(key)}) = 0"
    on_output = Wrong("relu-on-output", max(key, 0), how, is_needed=level == 3)
    return tuple(
        each
        if each is on_output
        else replace(each, because=_because(network, passes[each.misconception]))
        for each in separated(key, [*wrong, on_output])
    )


def _because(network: _Network, found: Pass) -> str:
    return f"{found.written()}, ŷ = {network.written(found.h)}"


def _stem(network: _Network, x: Vector) -> Text:
    numbers = f"{network.hidden.written()}, w2 = {vector(network.w2)}, b2 = {number(network.b2)}"
    return bilingual(
        f"A network computes h = relu(x @ w1 + b1) and ŷ = h @ w2 + b2, with {numbers}; a column "
        f"of w1 holds the weights of one hidden unit. What is ŷ for x = {vector(x)}?",
        f"신경망이 h = relu(x @ w1 + b1), ŷ = h @ w2 + b2를 계산합니다. {numbers}이고, w1의 열 "
        f"하나가 은닉 유닛 하나의 가중치입니다. x = {vector(x)}일 때 ŷ는 얼마입니까?",
    )


def _solution(network: _Network, x: Vector, z: Vector, h: Vector) -> Text:
    sums = "\n".join(
        f"z{i} = {weighted(column, x, b)} = {number(total)}"
        for i, (column, b, total) in enumerate(
            zip(network.hidden.columns(), network.hidden.b, z, strict=True), 1
        )
    )
    answer = f"ŷ = {network.written(h)}"
    return bilingual(
        f"{sums}\nReLU makes what is negative 0: h = {vector(h)}\n"
        f"The output layer has no ReLU: {answer}",
        f"{sums}\nReLU는 음수를 0으로 만듭니다: h = {vector(h)}\n"
        f"출력층에는 ReLU가 없습니다: {answer}",
    )
