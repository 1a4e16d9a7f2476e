"""One step of gradient descent on the mean squared error of tiny models, right and wrong.

A line ŷ = w·x + b over some samples, and a network ŷ = w2·relu(w1·x + b1) + b2 on one.

Source: the chain rule; CS231n notes, "Backpropagation, Intuitions"; relu'(0) = 0.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from autograder.quiz.item import Number, number
from autograder.quiz.workings.sums import Vector, plain, signed, vector


class Line(NamedTuple):
    """ŷ = w·x + b."""

    w: Number
    b: Number

    def errors(self, x: Vector, y: Vector) -> Vector:
        """Return ŷ - y for each sample."""
        return tuple(
            plain(self.w * each + self.b - target) for each, target in zip(x, y, strict=True)
        )


class Net(NamedTuple):
    """ŷ = w2·relu(w1·x + b1) + b2."""

    w1: Number
    b1: Number
    w2: Number
    b2: Number


class Trace(NamedTuple):
    """What backward needs of forward: the sum z, h = relu(z), ŷ, and ŷ - y."""

    z: Number
    h: Number
    y_hat: Number
    error: Number


def traced(net: Net, x: Number, y: Number) -> Trace:
    """Return what happens forward."""
    z = plain(net.w1 * x + net.b1)
    h = max(z, 0)
    y_hat = plain(net.w2 * h + net.b2)
    return Trace(z, h, y_hat, plain(y_hat - y))


def stepped(values: Sequence[Number], gradients: Sequence[Number], lr: Number) -> Vector:
    """Return values - lr · gradients."""
    return tuple(plain(v - lr * g) for v, g in zip(values, gradients, strict=True))


def line_gradients(x: Vector, errors: Vector, factor: Number = 2) -> Vector:
    """Return the gradients of w and b: the mean over the samples of factor · (ŷ - y) · (x, 1)."""
    count = len(x)
    return (
        plain(factor * sum(e * each for e, each in zip(errors, x, strict=True)) / count),
        plain(factor * sum(errors) / count),
    )


def net_gradients(net: Net, x: Number, trace: Trace) -> Vector:
    """Return the gradients of w1, b1, w2 and b2."""
    return _chained(net, x, trace, slope=int(trace.z > 0))


def _chained(
    net: Net,
    x: Number,
    trace: Trace,
    *,
    slope: Number,
    factor: Number = 2,
    w2: Number | None = None,
) -> Vector:
    dy = factor * trace.error
    dz = plain(dy * (net.w2 if w2 is None else w2) * slope)
    return plain(dz * x), dz, plain(dy * trace.h), plain(dy)


def wrong_net_gradients(
    net: Net, x: Number, trace: Trace, lr: Number
) -> Mapping[str, tuple[Vector, str]]:
    """Return gradients by misconception, and how they come about."""
    slope = int(trace.z > 0)
    right = net_gradients(net, x, trace)
    dw1, db1, dw2, db2 = right
    slope_mistaken = "relu-slope-forgotten" if trace.z else "relu-slope-at-zero"
    moved = plain(net.w2 - lr * dw2)  # the output weight after its step
    found = {
        "gradient-ascent": tuple(-each for each in right),
        "mse-half": _chained(net, x, trace, slope=slope, factor=1),
        slope_mistaken: _chained(net, x, trace, slope=1),
        "activation-for-slope": _chained(net, x, trace, slope=trace.h),
        "w2-forgotten": _chained(net, x, trace, slope=slope, w2=1),
        "new-weights-for-old": _chained(net, x, trace, slope=slope, w2=moved),
        "input-forgotten": (db1, db1, db2, db2),
        "pre-activation-for-w2": (dw1, db1, plain(db2 * trace.z), db2),
        "biases-frozen": (dw1, 0, dw2, 0),
    }
    return {name: (each, downhill(each)) for name, each in found.items()}


def downhill(gradients: Vector) -> str:
    """Write the gradients that a step went against: `∇ = (0.5, -1)`."""
    return f"∇ = {vector(gradients)}"


def change(name: str, old: Number, lr: Number, gradient: Number) -> str:
    """Write one step: `w = 0.5 - 0.25 · (-2) = 1`."""
    new = plain(old - lr * gradient)
    return f"{name} = {number(old)} - {number(lr)} · {signed(gradient)} = {number(new)}"
