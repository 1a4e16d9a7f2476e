"""For which inputs does a unit fire?

Source: W. McCulloch and W. Pitts (1943), with weights; equality does not fire.
"""

from collections.abc import Iterable
from dataclasses import replace

from autograder.course import Text
from autograder.quiz.item import Item, Redraw, Wrong, bilingual, number, separated
from autograder.quiz.stream import Stream
from autograder.quiz.workings.sums import Vector, dot, plain, vector, weighted
from autograder.quiz.workings.threshold_unit import AT_THRESHOLD, MISREADINGS, Misreading, Unit

TITLE = Text(en="Which inputs make a unit fire?", ko="유닛을 켜는 입력")
SKILL = "perceptron"
VERSION = 1
_NAMES = "abcde"
_Names = tuple[str, ...]


def _unsigned(unit: Unit) -> Vector:
    return tuple(map(abs, unit.w))


_SIGNS_IGNORED = Misreading(
    "signs-ignored",
    lambda unit, x: dot(_unsigned(unit), x) > unit.beta,
    lambda unit, x: f"{weighted(_unsigned(unit), x)} = {number(dot(_unsigned(unit), x))}",
)


def generate(rng: Stream, level: int) -> Item:
    """Give five inputs: at level 2 a sum equals β, level 3 has three weights and halves."""
    size = 3 if level == 3 else 2
    largest = 4 if level == 1 else 6
    w = tuple(plain(rng.choice((-1, 1)) * rng.integer(1, largest) / 2) for _ in range(size))
    inputs = tuple(_input(rng, size, level) for _ in _NAMES)
    if len(set(inputs)) < len(inputs) or (level > 1 and min(w) > 0):
        raise Redraw
    unit = Unit(w, _threshold(rng, w, inputs, level))
    key = _named(map(unit.fires, inputs))
    options = {
        name: bilingual(vector(x), vector(x)) for name, x in zip(_NAMES, inputs, strict=True)
    }
    return Item(
        kind="multi",
        stem=_stem(unit),
        params={
            "w": list(w), "beta": unit.beta, "ask": "firing",
            "options": {name: list(x) for name, x in zip(_NAMES, inputs, strict=True)},
        },
        key=key,
        wrong=_wrong(unit, inputs, key, level),
        solution=_solution(unit, inputs, "; ".join(options[name].en for name in key)),
        options=options,
    )  # fmt: skip


def _input(rng: Stream, size: int, level: int) -> Vector:
    if level == 3:
        return tuple(plain(rng.integer(-4, 4) / 2) for _ in range(size))
    return tuple(rng.integer(-2 if level == 2 else 0, 3) for _ in range(size))


def _threshold(rng: Stream, w: Vector, inputs: tuple[Vector, ...], level: int) -> int | float:
    """Draw β so that some inputs fire and some do not; from level 2 on, one sum equals it."""
    sums = sorted({dot(w, x) for x in inputs})
    if len(sums) < 3:
        raise Redraw
    place = rng.integer(0, len(sums) - 2)
    beta = sums[place] if level > 1 else plain((sums[place] + sums[place + 1]) / 2)
    if beta == 0:
        raise Redraw  # where every sign of it is right
    return beta


def _named(answers: Iterable[bool]) -> _Names:
    return tuple(name for name, fires in zip(_NAMES, answers, strict=True) if fires)


def _wrong(unit: Unit, inputs: tuple[Vector, ...], key: _Names, level: int) -> tuple[Wrong, ...]:
    misread = {each.name: each for each in (*MISREADINGS, _SIGNS_IGNORED)}
    wrong = [
        Wrong(
            name,
            _named(each.fires(unit, x) for x in inputs),
            is_needed=level > 1 and each is AT_THRESHOLD,
        )
        for name, each in misread.items()
    ]
    return tuple(
        replace(each, because=misread[each.misconception].because(unit, inputs))
        for each in separated(key, wrong, least=2)
    )


def _stem(unit: Unit) -> Text:
    features = ", ".join(f"x{i}" for i in range(1, len(unit.w) + 1))
    names = ", ".join(f"w{i}" for i in range(1, len(unit.w) + 1))
    w, beta = vector(unit.w), number(unit.beta)
    return bilingual(
        f"A unit with weights ({names}) = {w} and threshold β = {beta} fires where w·x > β, and "
        f"only there. Which of these inputs ({features}) make it fire?",
        f"가중치가 ({names}) = {w}이고 임계값이 β = {beta}인 유닛은 w·x > β일 때만 켜집니다. "
        f"다음 입력 ({features}) 가운데 이 유닛을 켜는 것을 모두 고르십시오.",
    )


def _solution(unit: Unit, inputs: tuple[Vector, ...], answer: str) -> Text:
    rows = "\n".join(map(unit.written, inputs))
    return bilingual(
        f"Compare each sum with β; equality does not fire.\n{rows}\nIt fires for {answer}",
        f"합을 β와 비교합니다. 같으면 켜지지 않습니다.\n{rows}\n켜지는 입력: {answer}",
    )
