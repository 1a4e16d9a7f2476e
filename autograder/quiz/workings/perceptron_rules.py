"""Rosenblatt's rule, one sample at a time, and what learners do instead.

Source: F. Rosenblatt (1958); for labels 0 and 1: e = y - prediction, w += lr·e·x, β -= lr·e.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from autograder.quiz.item import Number, number
from autograder.quiz.workings.sums import Vector, plain, signed
from autograder.quiz.workings.threshold_unit import MISREADINGS, Misreading, Unit


class Sample(NamedTuple):
    """An input and its label, 0 or 1."""

    x: Vector
    y: int


class Step(NamedTuple):
    """What a rule makes of a unit after one sample; and how, in numbers, for whoever asks."""

    unit: Unit
    how: Callable[[], str]


Rule = Callable[[Unit, Sample, Number], Step]


def error(unit: Unit, sample: Sample) -> int:
    """Return label minus prediction."""
    return sample.y - unit.fires(sample.x)


def learned(unit: Unit, samples: Sequence[Sample], lr: Number, rule: Rule) -> Unit:
    """Return the unit after all samples, one after another."""
    for sample in samples:
        unit = rule(unit, sample, lr).unit
    return unit


def rosenblatt(unit: Unit, sample: Sample, lr: Number) -> Step:
    """Follow the rule."""
    e = error(unit, sample)
    return _by_error(unit, sample, lr, e) if e else Step(unit, lambda: "e = 0")


def moved(unit: Unit, x: Vector, change: Number, raised: Number) -> Unit:
    """Return the unit with change · x added to its weights, and `raised` to its threshold."""
    pairs = zip(unit.w, x, strict=True)
    w = tuple([plain(weight + change * value) for weight, value in pairs])
    return Unit(w, plain(unit.beta + raised))


def _by_error(
    unit: Unit, sample: Sample, lr: Number, e: Number, how: Callable[[], str] | None = None
) -> Step:
    """Move by an error; unless it is said how it came about, all the changes are written."""
    after = moved(unit, sample.x, lr * e, -lr * e)

    def changes() -> str:
        weights = (
            _change(f"w{i}", old, "+", (lr, e, value), new)
            for i, (old, value, new) in enumerate(zip(unit.w, sample.x, after.w, strict=True), 1)
        )
        return "; ".join([*weights, _change("β", unit.beta, "-", (lr, e), after.beta)])

    return Step(after, how or changes)


def _change(name: str, old: Number, sign: str, factors: tuple[Number, ...], new: Number) -> str:
    change = " · ".join(map(signed, factors))
    return f"{name} = {number(old)} {sign} {change} = {number(new)}"


def _error_sign(unit: Unit, sample: Sample, lr: Number) -> Step:
    e = -error(unit, sample)
    return _by_error(unit, sample, lr, e, lambda: f"e = {sample.y + e} - {sample.y} = {e}")


def _lr_ignored(unit: Unit, sample: Sample, lr: Number) -> Step:  # noqa: ARG001 - the mistake
    return rosenblatt(unit, sample, 1)


def _updates_when_right(unit: Unit, sample: Sample, lr: Number) -> Step:
    return _by_error(unit, sample, lr, 2 * sample.y - 1)


def _labels_plus_minus(unit: Unit, sample: Sample, lr: Number) -> Step:
    answer = 1 if unit.fires(sample.x) else -1
    e = sample.y - answer
    how = f"e = {sample.y} - {signed(answer)} = {e}"
    return _by_error(unit, sample, lr, e, lambda: how)


def _delta_rule(unit: Unit, sample: Sample, lr: Number) -> Step:
    total = unit.sum(sample.x)
    e = plain(sample.y - total)
    return _by_error(unit, sample, lr, e, lambda: f"e = {sample.y} - {signed(total)} = {number(e)}")


def _input_forgotten(unit: Unit, sample: Sample, lr: Number) -> Step:
    e = error(unit, sample)
    after = moved(unit, (1,) * len(unit.w), lr * e, -lr * e)
    weights = list(zip(unit.w, after.w, strict=True))
    return Step(
        after,
        lambda: "; ".join(
            _change(f"w{i}", old, "+", (lr, e), new) for i, (old, new) in enumerate(weights, 1)
        ),
    )


def _beta_raised_by(raised: Callable[[Number, int], Number]) -> Rule:
    def rule(unit: Unit, sample: Sample, lr: Number) -> Step:
        e = error(unit, sample)
        by = plain(raised(lr, e))
        after = moved(unit, sample.x, lr * e, by)
        return Step(after, lambda: _change("β", unit.beta, "+", (by,), after.beta))

    return rule


def _misread(misreading: Misreading) -> Rule:
    def rule(unit: Unit, sample: Sample, lr: Number) -> Step:
        e = sample.y - misreading.fires(unit, sample.x)
        return _by_error(unit, sample, lr, e, lambda: misreading.because(unit, [sample.x]))

    return rule


WRONG: Mapping[str, Rule] = {
    "error-sign": _error_sign,
    "beta-wrong-way": _beta_raised_by(lambda lr, e: lr * e),
    "beta-not-learned": _beta_raised_by(lambda _lr, _e: 0),
    "beta-without-lr": _beta_raised_by(lambda _lr, e: -e),
    "lr-ignored": _lr_ignored,
    "input-forgotten": _input_forgotten,
    "updates-when-right": _updates_when_right,
    "labels-plus-minus": _labels_plus_minus,
    "delta-rule": _delta_rule,
    **{each.name: _misread(each) for each in MISREADINGS},
}
