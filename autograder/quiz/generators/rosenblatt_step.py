"""One update of a perceptron by Rosenblatt's rule, or two in a row.

Source: F. Rosenblatt (1958); for labels 0 and 1: e = y - prediction, w += lr·e·x, β -= lr·e.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from autograder.course import Text
from autograder.quiz.item import Item, Number, Redraw, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.perceptron_rules import (
    WRONG,
    Sample,
    Step,
    error,
    learned,
    moved,
    rosenblatt,
)
from autograder.quiz.workings.sums import Vector, plain, vector
from autograder.quiz.workings.threshold_unit import Unit

TITLE = Text(en="A step of Rosenblatt's rule", ko="퍼셉트론 규칙의 한 걸음")
SKILL = "perceptron"
VERSION = 1
_LABELS = (
    (Text(en="after", ko="갱신 후"),),
    tuple(Text(en=name, ko=name) for name in ("w1", "w2", "β")),
)
_WEIGHTS = (-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2)
_TRIES = 8
_NEEDED = {
    "misjudged": ("beta-wrong-way", "error-sign"),
    "equal": ("ge-at-threshold", "error-sign"),
    "right": ("updates-when-right",),
}


def generate(rng: Stream, level: int) -> Item:
    """Ask for one step, from level 2 on with a learning rate, at level 3 for two."""
    lr = 1 if level == 1 else rng.choice((0.25, 0.5, 2))
    cases = (("misjudged",), ("misjudged", "equal", "equal", "right"), ("misjudged", "equal"))
    case = rng.choice(cases[level - 1])
    unit, sample = _first(rng, level, case)
    samples = [sample, _second(rng, unit, sample, lr)] if level == 3 else [sample]
    steps = list(_steps(unit, samples, lr))
    key = _row(steps[-1].step.unit)
    needed = ("batch-update",) if level == 3 else _NEEDED[case]
    return Item(
        kind="grid",
        stem=_stem(unit, samples, lr),
        params={
            "w": list(unit.w), "beta": unit.beta, "lr": lr, "ask": "updated",
            "x": [list(each.x) for each in samples], "y": [each.y for each in samples],
        },
        key=key,
        wrong=_explained(steps, lr, separated(key, _wrong(unit, samples, lr, needed))),
        solution=_solution(steps, key),
        labels=_LABELS,
    )  # fmt: skip


class _At(NamedTuple):
    """A step of the rule: the unit before it, the sample, and what is made of them."""

    unit: Unit
    sample: Sample
    step: Step


def _steps(unit: Unit, samples: Sequence[Sample], lr: Number) -> Iterator[_At]:
    for sample in samples:
        step = rosenblatt(unit, sample, lr)
        yield _At(unit, sample, step)
        unit = step.unit


def _first(rng: Stream, level: int, case: str) -> tuple[Unit, Sample]:
    """Draw a unit and a sample that it misjudges, judges rightly, or whose sum equals β."""
    w = (rng.choice(_WEIGHTS), rng.choice(_WEIGHTS))
    x2 = rng.integer(1, 3)
    x = (rng.choice([x1 for x1 in range(-1 if level > 1 else 0, 4) if x1 != x2]), x2)
    total = Unit(w, 0).sum(x)
    gap = 0 if case == "equal" else plain(rng.integer(1, 4) / 2)
    should_fire = 0 if case == "right" else 1 if case == "equal" else rng.integer(0, 1)
    is_below = should_fire or case == "right"  # the sum, so that it does not fire
    return Unit(w, plain(total + gap if is_below else total - gap)), Sample(x, should_fire)


def _second(rng: Stream, unit: Unit, sample: Sample, lr: Number) -> Sample:
    """Draw a sample that is judged differently after the first step."""
    after = rosenblatt(unit, sample, lr).unit
    for _ in range(_TRIES):
        x = (rng.choice((-2, -1, 1, 2, 3)), rng.choice((-2, -1, 1, 2, 3)))
        if x != sample.x and unit.fires(x) != after.fires(x):
            return Sample(x, rng.integer(0, 1))
    raise Redraw


def _row(unit: Unit) -> tuple[Vector]:
    return ((*unit.w, unit.beta),)


def _wrong(unit: Unit, samples: Sequence[Sample], lr: Number, needed: Sequence[str]) -> list[Wrong]:
    values = {name: learned(unit, samples, lr, rule) for name, rule in WRONG.items()}
    if len(samples) > 1:
        values["batch-update"] = _at_once(unit, samples, lr)
    return [Wrong(name, _row(after), is_needed=name in needed) for name, after in values.items()]


def _at_once(unit: Unit, samples: Sequence[Sample], lr: Number) -> Unit:
    """Judge all samples with the first weights."""
    after = unit
    for sample in samples:
        e = error(unit, sample)
        after = moved(after, sample.x, lr * e, -lr * e)
    return after


def _explained(steps: Sequence[_At], lr: Number, wrong: Sequence[Wrong]) -> tuple[Wrong, ...]:
    """Write out what is left of the wrong ideas."""
    return tuple(
        Wrong(
            each.misconception, each.value, _because(steps, lr, each.misconception), each.is_needed
        )
        for each in wrong
    )


def _because(steps: Sequence[_At], lr: Number, name: str) -> str:
    """Write the first step at which a rule goes another way."""
    if name == "batch-update":
        unit, sample = steps[0].unit, steps[-1].sample
        return f"{unit.written(sample.x)}, e = {error(unit, sample)}"
    for unit, sample, right in steps:
        wrong = WRONG[name](unit, sample, lr)
        if right.unit != wrong.unit:
            return wrong.how()
    return ""


def _stem(unit: Unit, samples: Sequence[Sample], lr: Number) -> Text:
    state = f"(w1, w2, β) = {_state(unit)}"
    said = [f"x = {vector(each.x)}, y = {each.y}" for each in samples]
    if len(samples) == 1:
        return bilingual(
            f"A perceptron with {state} gives 1 where w·x > β, and 0 everywhere else. It meets "
            f"the sample {said[0]}. What are w1, w2 and β after one step of Rosenblatt's rule "
            f"with learning rate {number(lr)}?",
            f"{state}인 퍼셉트론은 w·x > β이면 1을, 아니면 0을 냅니다. 샘플 {said[0]}에 대해 "
            f"학습률 {number(lr)}인 퍼셉트론 규칙을 한 번 적용하면 w1, w2, β는 얼마가 됩니까?",
        )
    return bilingual(
        f"A perceptron with {state} gives 1 where w·x > β, and 0 everywhere else. It learns from "
        f"two samples, in this order: {said[0]}; {said[1]}. What are w1, w2 and β after both, by "
        f"Rosenblatt's rule with learning rate {number(lr)}?",
        f"{state}인 퍼셉트론은 w·x > β이면 1을, 아니면 0을 냅니다. 샘플 둘을 다음 순서로 "
        f"학습합니다: {said[0]}; {said[1]}. 학습률 {number(lr)}인 퍼셉트론 규칙을 샘플마다 한 번씩 "
        "적용하면 w1, w2, β는 얼마가 됩니까?",
    )


def _state(unit: Unit) -> str:
    return vector((*unit.w, unit.beta))


def _solution(steps: Sequence[_At], key: tuple[Vector]) -> Text:
    rows = []
    for unit, sample, step in steps:
        e = error(unit, sample)
        answer = int(unit.fires(sample.x))
        rows += [unit.written(sample.x), f"e = {sample.y} - {answer} = {e}"]
        if e:
            rows.append(step.how())
    lines, last = "\n".join(rows), written(key)
    return bilingual(
        "e is label minus prediction; w += lr · e · x and β -= lr · e, so e = 0 changes nothing.\n"
        f"{lines}\nw1, w2, β: {last}",
        "e는 레이블에서 예측을 뺀 값이고 w += lr · e · x, β -= lr · e입니다. e = 0이면 아무것도 "
        f"바뀌지 않습니다.\n{lines}\nw1, w2, β: {last}",
    )
