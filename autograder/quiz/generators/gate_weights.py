"""Is a unit with these weights and this threshold the gate, and if not, where is it wrong?

Level 3 turns it around: for which thresholds is it the gate?

Source: W. McCulloch and W. Pitts (1943); M. Minsky and S. Papert, "Perceptrons" (1969).
"""

from typing import Any, NamedTuple

from autograder.course import Text
from autograder.quiz.item import CHOICES, Item, Redraw, Wrong, bilingual, number, separated
from autograder.quiz.stream import Stream
from autograder.quiz.workings.options import Option, lettered
from autograder.quiz.workings.sums import Vector, plain, vector
from autograder.quiz.workings.threshold_unit import AT_THRESHOLD, CORNERS, GATES, MISREADINGS, Unit

TITLE = Text(en="Weights of a logic gate", ko="논리 게이트의 가중치")
SKILL = "perceptron"
VERSION = 1
# Gates that are taken for each other; OR is often heard as "either, but not both".
_CONFUSED = {"AND": ("OR",), "OR": ("XOR", "AND"), "NAND": ("NOR", "AND")}
_Corners = tuple[Vector, ...]


def generate(rng: Stream, level: int) -> Item:
    """Ask for a verdict, at level 2 where a sum equals β; at level 3 for the range of β."""
    gate = rng.choice(("AND", "OR") if level == 1 else ("AND", "OR", "NAND"))
    sign = -1 if gate == "NAND" else 1
    steps = (1, 2, 3, 4) if level == 1 else (1, 2, 3, 4, 5, 6)
    if level == 3:
        w1, w2 = rng.sample(steps, 2)
    else:
        w1, w2 = rng.choice(steps), rng.choice(steps)
    step = 2 if level == 1 else 4
    w = (plain(sign * w1 / step), plain(sign * w2 / step))
    return _which_range(rng, gate, w) if level == 3 else _verdict(rng, gate, w, level)


def _verdict(rng: Stream, gate: str, w: Vector, level: int) -> Item:
    unit = Unit(w, _threshold(rng, gate, w, level))
    key = _mistakes(gate, tuple(map(unit.fires, CORNERS)))
    found = separated(key, _wrong_verdicts(unit, gate, key, level))
    first = [each for each in found if each.is_needed or each.value == ()]
    # Whether "yes" is offered must not give away whether it is right.
    if key and () not in (each.value for each in first):
        raise Redraw
    others = [each for each in found if each not in first]
    wrong = (first + rng.shuffled(others))[: CHOICES - 1]
    options = lettered(
        rng,
        [
            Option(_verdict_text(key), [list(x) for x in key]),
            *(
                Option(_verdict_text(each.value), [list(x) for x in each.value],  # type: ignore[arg-type, union-attr]
                       each.misconception, str(each.because))
                for each in wrong
            ),
        ],
    )  # fmt: skip
    params = {"gate": gate, "w": list(unit.w), "beta": unit.beta}
    return Item(
        kind="choice",
        stem=_verdict_stem(gate, unit),
        params={**params, "options": options.meanings, "ask": "mistakes"},
        key=options.key,
        wrong=options.wrong,
        solution=_verdict_solution(gate, unit, options.texts[options.key]),
        options=options.texts,
    )


def _threshold(rng: Stream, gate: str, w: Vector, level: int) -> Any:
    """Draw β: every second one makes the gate; at level 2 one of the sums equals it."""
    sums = sorted({Unit(w, 0).sum(x) for x in CORNERS})
    right = len(sums) - 2 if gate == "AND" else 0
    wrong = [place for place in range(len(sums) - 1) if place != right]
    # What is not the gate has to be drawn again more often.
    place = rng.choice(wrong) if rng.integer(0, 2) else right
    return sums[place] if level == 2 else plain((sums[place] + sums[place + 1]) / 2)


def _mistakes(gate: str, answers: tuple[bool, ...]) -> _Corners:
    """Return the inputs at which some answers are not the gate's."""
    return tuple(x for x, a, y in zip(CORNERS, answers, GATES[gate], strict=True) if a != y)


def _wrong_verdicts(unit: Unit, gate: str, key: _Corners, level: int) -> list[Wrong]:
    misread = [
        Wrong(
            each.name,
            _mistakes(gate, tuple(each.fires(unit, x) for x in CORNERS)),
            each.because(unit, CORNERS),
            level == 2 and each is AT_THRESHOLD,
        )
        for each in MISREADINGS
    ]
    fired = tuple(map(unit.fires, CORNERS))
    confused = [
        Wrong("wrong-truth-table", _mistakes(other, fired), _table(other))
        for other in _CONFUSED[gate]
    ]
    right = [x for x in CORNERS if x not in key]
    partly = [Wrong("not-all-inputs", (), unit.written(right[-1]))] if right and key else []
    return [*misread, *confused, *partly]


def _table(gate: str) -> str:
    rows = (f"{vector(x)} → {y}" for x, y in zip(CORNERS, GATES[gate], strict=True))
    return f"{gate}: {', '.join(rows)}"


def _verdict_text(mistakes: _Corners) -> Text:
    if not mistakes:
        return bilingual("Yes, at all four inputs.", "예. 네 입력에서 모두 맞습니다.")
    if mistakes == CORNERS:
        return bilingual(
            "No, it is wrong at all four inputs.", "아니요. 네 입력에서 모두 틀립니다."
        )
    where = [vector(x) for x in mistakes]
    listed = " and ".join([", ".join(where[:-1]), where[-1]] if where[1:] else where)
    return bilingual(f"No, it is wrong at {listed}.", f"아니요. {', '.join(where)}에서 틀립니다.")


def _verdict_stem(gate: str, unit: Unit) -> Text:
    numbers = vector((*unit.w, unit.beta))
    return bilingual(
        f"A unit gives 1 where w1·x1 + w2·x2 > β, and 0 everywhere else. With "
        f"(w1, w2, β) = {numbers}, is it {gate} for inputs of 0 and 1?",
        "w1·x1 + w2·x2 > β이면 1을, 아니면 0을 내는 유닛이 있습니다. "
        f"입력은 0 또는 1입니다. (w1, w2, β) = {numbers}일 때 이 유닛은 {gate} 게이트입니까?",
    )


def _verdict_solution(gate: str, unit: Unit, answer: Text) -> Text:
    rows = "\n".join(
        f"{unit.written(x)} ({gate}: {y})" for x, y in zip(CORNERS, GATES[gate], strict=True)
    )
    return bilingual(
        f"Try all four inputs; a sum that only equals β does not fire.\n{rows}\n{answer.en}",
        f"네 입력을 모두 넣어 봅니다. 합이 β와 같으면 켜지지 않습니다.\n{rows}\n{answer.ko}",
    )


class _Range(NamedTuple):
    """Thresholds between two sums; one end belongs to it, the other does not."""

    low: Any
    high: Any
    with_low: bool = True

    def __str__(self) -> str:
        signs = ("≤", "<") if self.with_low else ("<", "≤")
        return f"{number(self.low)} {signs[0]} β {signs[1]} {number(self.high)}"

    def option(self, misconception: str = "", because: str = "") -> Option:
        return Option(bilingual(str(self), str(self)), self._asdict(), misconception, because)


def _range_of(gate: str, w: Vector, corners: tuple[Vector, ...] = CORNERS) -> _Range:
    """Return the thresholds for which a unit is the gate: zeros reach β at most, ones pass it."""
    sums = {x: Unit(w, 0).sum(x) for x in corners}
    ones = [total for x, total in sums.items() if GATES[gate][CORNERS.index(x)]]
    zeros = [total for x, total in sums.items() if not GATES[gate][CORNERS.index(x)]]
    return _Range(max(zeros), min(ones))


def _which_range(rng: Stream, gate: str, w: Vector) -> Item:
    options = lettered(rng, _range_options(gate, w))
    return Item(
        kind="choice",
        stem=_range_stem(gate, w),
        params={"gate": gate, "w": list(w), "options": options.meanings, "ask": "thresholds"},
        key=options.key,
        wrong=options.wrong,
        solution=_range_solution(gate, w, _range_of(gate, w)),
        options=options.texts,
    )


def _range_options(gate: str, w: Vector) -> list[Option]:
    key = _range_of(gate, w)
    other = "AND" if gate == "OR" else _CONFUSED[gate][0]
    sums = {x: Unit(w, 0).sum(x) for x in CORNERS}
    # Of the two inputs with a single 1, the one that sets the tighter limit is not looked at.
    binding = next(x for x in CORNERS[1:3] if sums[x] in (key.low, key.high))
    seen = tuple(x for x in CORNERS if x != binding)
    looked = ", ".join(f"{vector(x)}: {number(sums[x])}" for x in seen)
    with_high = key._replace(with_low=False)
    turned = _Range(-key.high, -key.low, with_low=False)
    return [
        key.option(),
        with_high.option("ge-at-threshold", f"{number(key.high)} ≥ {number(key.high)}"),
        turned.option("beta-sign", "w1·x1 + w2·x2 + β > 0"),
        _range_of(other, w).option("wrong-truth-table", _table(other)),
        _range_of(gate, w, seen).option("not-all-inputs", looked),
    ]


def _range_stem(gate: str, w: Vector) -> Text:
    return bilingual(
        f"A unit gives 1 where w1·x1 + w2·x2 > β, and 0 everywhere else. Its weights are "
        f"(w1, w2) = {vector(w)}. For which β is it {gate} for inputs of 0 and 1?",
        "w1·x1 + w2·x2 > β이면 1을, 아니면 0을 내는 유닛이 있습니다. 가중치는 "
        f"(w1, w2) = {vector(w)}이고 입력은 0 또는 1입니다. {gate} 게이트가 되는 β의 범위는 "
        "무엇입니까?",
    )


def _range_solution(gate: str, w: Vector, key: _Range) -> Text:
    rows = "\n".join(
        f"{vector(x)}: w1·x1 + w2·x2 = {number(Unit(w, 0).sum(x))} ({gate}: {y})"
        for x, y in zip(CORNERS, GATES[gate], strict=True)
    )
    low, high = number(key.low), number(key.high)
    return bilingual(
        f"{rows}\nWhere {gate} is 0, the sum may reach β but not pass it: {low} ≤ β.\n"
        f"Where {gate} is 1, the sum has to pass β: β < {high}.\nTogether: {key}",
        f"{rows}\n{gate}의 값이 0인 곳에서는 합이 β를 넘지 않아야 합니다(같아도 됩니다): "
        f"{low} ≤ β\n"
        f"1인 곳에서는 합이 β보다 커야 합니다: β < {high}\n따라서 {key}",
    )
