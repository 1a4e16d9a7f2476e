"""A hidden layer on one input, and what learners take it to give.

Source: CS231n notes, "Neural Networks 1"; h = relu(x @ w + b), a column of w for each unit.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import add, neg
from typing import NamedTuple

from autograder.quiz.item import Number
from autograder.quiz.workings.sums import Matrix, Vector, dot, matrix, plain, vector


class Layer(NamedTuple):
    """Weights (D, H), a column for each unit, and biases (H,)."""

    w: Matrix
    b: Vector

    def products(self, x: Vector) -> Vector:
        """Return x @ w, (H,)."""
        return tuple([dot(column, x) for column in zip(*self.w, strict=True)])

    def columns(self) -> Matrix:
        """Return the weights of each unit."""
        return tuple(zip(*self.w, strict=True))

    def reached_by(self, x: Vector) -> "Inflow":
        """Return what an input makes of the layer's sums."""
        products = self.products(x)
        return Inflow(self, x, products, _added(products, self.b))

    def written(self) -> str:
        """Write `w1 = [[1, 1], [1, 1]], b1 = (0, -1)`."""
        return f"w1 = {matrix(self.w)}, b1 = {vector(self.b)}"


class Inflow(NamedTuple):
    """A layer, its input x, the products x @ w, and the sums z = x @ w + b."""

    layer: Layer
    x: Vector
    products: Vector
    z: Vector


class Pass(NamedTuple):
    """The sums of a layer's units, and what the units give."""

    z: Vector
    h: Vector

    def written(self) -> str:
        """Write `z = (0, -1), h = (0, 0)`."""
        return f"z = {vector(self.z)}, h = {vector(self.h)}"


Activation = Callable[[Number], Number]
Forward = Callable[[Inflow], Pass]


def relu(z: Number) -> Number:
    """Return z where it is positive, else 0."""
    return max(0, z)


def threshold(z: Number) -> Number:
    """Return 1 where z is positive, else 0."""
    return 1 if z > 0 else 0


def forward(activation: Activation) -> Forward:
    """Return the pass through units with this activation."""
    return lambda inflow: _activated(inflow.z, activation)


def _activated(z: Vector, activation: Activation) -> Pass:
    return Pass(z, tuple(map(activation, z)))


def _added(first: Vector, second: Iterable[Number]) -> Vector:
    return tuple(map(plain, map(add, first, second)))


def _at_zero(z: Number) -> Number:
    return 1 if z >= 0 else 0


def _identity(z: Number) -> Number:
    return z


def _sign(z: Number) -> Number:
    return 1 if z > 0 else -1


def _without_bias(activation: Activation) -> Forward:
    return lambda inflow: _activated(inflow.products, activation)


def _bias_subtracted(activation: Activation) -> Forward:
    return lambda inflow: _activated(_added(inflow.products, map(neg, inflow.layer.b)), activation)


def _transposed(activation: Activation) -> Forward:
    """Take rows of the weights for units, where there are as many; else it stays right."""

    def wrong(inflow: Inflow) -> Pass:
        w, b = inflow.layer
        is_square = len(w) == len(b)
        mixed = Layer(inflow.layer.columns(), b).reached_by(inflow.x) if is_square else inflow
        return _activated(mixed.z, activation)

    return wrong


def _bias_after_relu(inflow: Inflow) -> Pass:
    z, h = _activated(inflow.products, relu)
    return Pass(z, _added(h, inflow.layer.b))


WRONG_RELU: Mapping[str, Forward] = {
    "threshold-for-relu": forward(threshold),
    "linear-is-enough": forward(_identity),
    "abs-for-relu": forward(abs),
    "bias-missing": _without_bias(relu),
    "bias-after-relu": _bias_after_relu,
    "bias-as-threshold": _bias_subtracted(relu),
    "axes-mixed": _transposed(relu),
}
WRONG_THRESHOLD: Mapping[str, Forward] = {
    "ge-at-threshold": forward(_at_zero),
    "relu-for-threshold": forward(relu),
    "labels-plus-minus": forward(_sign),
    "bias-missing": _without_bias(threshold),
    "bias-as-threshold": _bias_subtracted(threshold),
    "axes-mixed": _transposed(threshold),
}
