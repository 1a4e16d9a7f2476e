"""The perceptron's unit, which fires where w · x > β, and how learners misread it.

Source: W. McCulloch and W. Pitts (1943), with weights; equality does not fire.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from autograder.quiz.item import Number, number
from autograder.quiz.workings.sums import Vector, dot, signed, vector, weighted

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
GATES = {
    "AND": (0, 0, 0, 1),
    "OR": (0, 1, 1, 1),
    "NAND": (1, 1, 1, 0),
    "NOR": (1, 0, 0, 0),
    "XOR": (0, 1, 1, 0),
}


class Unit(NamedTuple):
    """Weights, one for each input, and the threshold that their sum has to pass."""

    w: Vector
    beta: Number

    def sum(self, x: Vector) -> Number:
        """Return w · x."""
        return dot(self.w, x)

    def fires(self, x: Vector) -> bool:
        """Whether the sum is larger than the threshold."""
        return self.sum(x) > self.beta

    def written(self, x: Vector) -> str:
        """Write how it answers: `(0, 1): 0.5 · 0 + 0.5 · 1 = 0.5 ≤ 0.8 → 0`."""
        sign, answer = (">", 1) if self.fires(x) else ("≤", 0)
        total = f"{weighted(self.w, x)} = {number(self.sum(x))}"
        return f"{vector(x)}: {total} {sign} {number(self.beta)} → {answer}"


class Misreading(NamedTuple):
    """A wrong idea of when a unit fires.

    Attributes:
        name: of the misconception.
        fires: whether the unit is taken to fire.
        how: the wrong comparison, in numbers.
    """

    name: str
    fires: Callable[[Unit, Vector], bool]
    how: Callable[[Unit, Vector], str]

    def because(self, unit: Unit, inputs: Sequence[Vector]) -> str:
        """Write the wrong comparison for the first input where it makes a difference, if any."""
        for x in inputs:
            if self.fires(unit, x) != unit.fires(x):
                return f"{vector(x)}: {self.how(unit, x)}"
        return ""


def _compared(total: Number, text: str) -> str:
    return f"{text} {'>' if total > 0 else '≤'} 0"


def _with_beta(unit: Unit, x: Vector) -> str:
    total = unit.sum(x) + unit.beta
    text = f"{number(unit.sum(x))} + {signed(unit.beta)} = {number(total)}"
    return _compared(total, text)


def _alone(unit: Unit, x: Vector) -> str:
    products = (weight * value for weight, value in zip(unit.w, x, strict=True))
    return ", ".join(
        f"{number(each)} {'>' if each > unit.beta else '≤'} {number(unit.beta)}"
        for each in products
    )


def _any_alone(unit: Unit, x: Vector) -> bool:
    return any(weight * value > unit.beta for weight, value in zip(unit.w, x, strict=True))


AT_THRESHOLD = Misreading(
    "ge-at-threshold",
    lambda unit, x: unit.sum(x) >= unit.beta,
    lambda unit, x: f"{number(unit.sum(x))} ≥ {number(unit.beta)}",
)
MISREADINGS = (
    AT_THRESHOLD,
    Misreading("beta-sign", lambda unit, x: unit.sum(x) + unit.beta > 0, _with_beta),
    Misreading(
        "beta-left-out",
        lambda unit, x: unit.sum(x) > 0,
        lambda unit, x: _compared(unit.sum(x), number(unit.sum(x))),
    ),
    Misreading("inputs-not-summed", _any_alone, _alone),
)
