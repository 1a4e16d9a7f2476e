"""Can one perceptron tell the two classes apart, and why?

Level 1 asks about Boolean functions of two inputs, the others about points in the plane.

Source: M. Minsky and S. Papert, "Perceptrons" (1969); two finite sets can be parted by a line
where their convex hulls have no point in common.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise, product
from typing import Any, NamedTuple

from autograder.course import Text
from autograder.quiz.item import Item, Redraw, bilingual, number
from autograder.quiz.stream import Stream
from autograder.quiz.workings.options import Option, lettered
from autograder.quiz.workings.sums import plain, vector
from autograder.quiz.workings.threshold_unit import CORNERS, Unit

TITLE = Text(en="Is it linearly separable?", ko="선형 분리가 가능한가?")
SKILL = "perceptron"
VERSION = 1
_SIZE = 5  # points lie at 0 … _SIZE along both axes
_DIRECTIONS = tuple(w for w in product((-2, -1, 1, 2), repeat=2) if w not in ((2, 2), (-2, -2)))
_ASKED = Text(
    en="Choose the answer whose reason proves it.",
    ko="답을 증명하는 근거까지 옳은 것을 고르십시오.",
)
_EPOCHS = Option(
    Text(
        en="Yes: with enough epochs the perceptron rule finds weights for any points.",
        ko="예. 에폭을 충분히 늘리면 점이 어떻게 놓여 있든 퍼셉트론 규칙이 가중치를 찾아냅니다.",
    ),
    {"separable": True, "reason": "epochs"},
    "xor-with-enough-epochs",
)
_AXES = Option(
    Text(
        en="No: neither x1 alone nor x2 alone tells the classes apart.",
        ko="아니요. x1만으로도, x2만으로도 두 클래스를 나눌 수 없습니다.",
    ),
    {"separable": False, "reason": "axes"},
    "axis-parallel-only",
)

_Point = tuple[int, int]
_Segment = tuple[_Point, _Point]


class _Points(NamedTuple):
    zeros: tuple[_Point, ...]
    ones: tuple[_Point, ...]

    def misfits(self, unit: Unit) -> list[_Point]:
        """Return the points that a unit takes for the other class."""
        return [*filter(unit.fires, self.zeros), *(x for x in self.ones if not unit.fires(x))]

    def crossing(self) -> Iterator[tuple[_Segment, _Segment]]:
        """Yield segments of ones and of zeros that cross between their ends."""
        for ones in combinations(self.ones, 2):
            for zeros in combinations(self.zeros, 2):
                if _sides(ones, zeros) < 0 and _sides(zeros, ones) < 0:
                    yield ones, zeros

    def needs_both_axes(self) -> bool:
        """Whether neither coordinate alone tells the classes apart."""
        return not any(
            max(a[axis] for a in below) < min(b[axis] for b in above)
            for axis in (0, 1)
            for below, above in ((self.zeros, self.ones), (self.ones, self.zeros))
        )


def generate(rng: Stream, level: int) -> Item:
    """Ask about a Boolean function, then 5 or 6 points, then 7 and a point on the line."""
    points, options = _boolean(rng) if level == 1 else _plane(rng, level)
    shuffled = lettered(rng, options)
    return Item(
        kind="choice",
        stem=_function_stem(points) if level == 1 else _stem(rng, points),
        params={
            "zeros": [list(x) for x in points.zeros], "ones": [list(x) for x in points.ones],
            "options": shuffled.meanings, "ask": "separable",
        },
        key=shuffled.key,
        wrong=shuffled.wrong,
        solution=_solution(points, options[0]),
        options=shuffled.texts,
    )  # fmt: skip


def _sides(line: _Segment, ends: _Segment) -> int:
    """Return a negative number where the ends lie on different sides of a line."""
    first, second = (_turn(*line, end) for end in ends)
    return first * second


def _turn(a: _Point, b: _Point, c: _Point) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _boolean(rng: Stream) -> tuple[_Points, list[Option]]:
    """Draw XOR, its negation, or a function with one corner unlike the other three."""
    same = ((0, 0), (1, 1)), ((0, 1), (1, 0))
    corner = rng.choice(CORNERS)
    signs = (2 * corner[0] - 1, 2 * corner[1] - 1)
    top = sum(corner)
    if rng.integer(0, 1):
        points = _Points(*rng.shuffled(same))
        opposite = Option(_OPPOSITE, {"separable": False, "reason": "diagonals"})
        units = [Unit(signs, plain(top - 0.5)), Unit(signs, plain(top - 1.5))]
        yes = [_yes(unit, points) for unit in units]
        return points, [opposite, *yes, _EPOCHS, _AXES]
    others = tuple(x for x in CORNERS if x != corner)
    points, unit = _Points(others, (corner,)), Unit(signs, plain(top - 0.5))
    near = Unit((signs[0], 0), plain(corner[0] - 0.5 if signs[0] > 0 else -0.5))
    if rng.integer(0, 1):
        points, unit, near = _Points((corner,), others), _negated(unit), _negated(near)
    diagonal = next(pair for pair in same if corner not in pair)
    opposite = Option(
        _OPPOSITE, {"separable": False, "reason": "diagonals"},
        "one-diagonal-is-enough", ", ".join(map(vector, diagonal)),
    )  # fmt: skip
    return points, [_yes(unit, points), _yes(near, points), opposite, _EPOCHS, _AXES]


_OPPOSITE = Text(
    en="No: the two ends of a diagonal have the same value, and the diagonals differ.",
    ko="아니요. 대각선마다 양 끝의 값이 같고, 두 대각선의 값은 서로 다릅니다.",
)


def _negated(unit: Unit) -> Unit:
    """Return the unit that fires where the other one does not; no sum may equal β."""
    return Unit(tuple(-weight for weight in unit.w), -unit.beta)


def _plane(rng: Stream, level: int) -> tuple[_Points, list[Option]]:
    """Draw points and a line; turn over one label where they shall not be separable."""
    count = 7 if level == 3 else rng.integer(5, 6)
    places = rng.sample(range((_SIZE + 1) ** 2), count)
    inputs: list[_Point] = [divmod(place, _SIZE + 1) for place in places]
    w = rng.choice(_DIRECTIONS)
    sums = sorted({Unit(w, 0).sum(x) for x in inputs})
    # At level 3 a point lies on the line, where the unit does not fire.
    steps = [low if level == 3 else plain((low + high) / 2) for low, high in pairwise(sums)]
    if len(steps) < 3:
        raise Redraw
    at = rng.integer(1, len(steps) - 2)
    unit, near = Unit(w, steps[at]), Unit(w, steps[at + rng.choice((-1, 1))])
    # What is not separable has to be drawn again more often.
    turned = rng.choice(inputs) if rng.integer(0, 2) else None
    labels = [unit.fires(x) != (x == turned) for x in inputs]
    points = _Points(
        tuple(x for x, label in zip(inputs, labels, strict=True) if not label),
        tuple(x for x, label in zip(inputs, labels, strict=True) if label),
    )
    if min(map(len, points)) < 2 or not points.needs_both_axes():
        raise Redraw
    if not 0 < len(points.misfits(near)) < count / 2:
        raise Redraw
    if turned is None:
        no = _no(_apart(rng, points), "lines-for-segments")
        return points, [_yes(unit, points), _yes(near, points), no, _AXES, _EPOCHS]
    crossing = list(points.crossing())
    if not crossing:
        raise Redraw
    no = _no(rng.choice(crossing))
    return points, [no, _yes(unit, points), _yes(near, points), _AXES, _EPOCHS]


def _apart(rng: Stream, points: _Points) -> tuple[_Segment, _Segment]:
    """Draw segments that do not cross, though the lines through them do."""
    ones, zeros = tuple(rng.sample(points.ones, 2)), tuple(rng.sample(points.zeros, 2))
    first, second = (tuple(b - a for a, b in zip(*pair, strict=True)) for pair in (ones, zeros))
    if first[0] * second[1] == first[1] * second[0]:
        raise Redraw
    return ones, zeros  # type: ignore[return-value]


def _yes(unit: Unit, points: _Points) -> Option:
    w, beta = vector(unit.w), number(unit.beta)
    text = bilingual(
        f"Yes, for example with w = {w} and β = {beta}.",
        f"예. 예를 들어 w = {w}, β = {beta}이면 됩니다.",
    )
    meaning = {"separable": True, "w": list(unit.w), "beta": unit.beta}
    wrong = points.misfits(unit)
    if not wrong:
        return Option(text, meaning)
    because = f"{unit.written(wrong[0])}, y = {int(wrong[0] in points.ones)}"
    return Option(text, meaning, "most-is-enough", because)


def _no(crossing: tuple[_Segment, _Segment], misconception: str = "") -> Option:
    ones, zeros = ("–".join(map(vector, segment)) for segment in crossing)
    meaning: dict[str, Any] = {"separable": False, "reason": "crossing"}
    meaning |= {"ones": [list(x) for x in crossing[0]], "zeros": [list(x) for x in crossing[1]]}
    return Option(
        bilingual(
            f"No: two segments cross, {ones} with label 1 and {zeros} with label 0.",
            f"아니요. 두 선분이 만납니다. 레이블 1: {ones}, 레이블 0: {zeros}.",
        ),
        meaning,
        misconception,
    )


def _function_stem(points: _Points) -> Text:
    table = ", ".join(f"f{vector(x)} = {int(x in points.ones)}" for x in CORNERS)
    return bilingual(
        f"Can one perceptron, which gives 1 where w·x > β and 0 everywhere else, be this "
        f"function of two inputs? {table}. {_ASKED.en}",
        "w·x > β이면 1을, 아니면 0을 내는 퍼셉트론 하나로 입력이 둘인 다음 함수를 만들 수 "
        f"있습니까? {table}. {_ASKED.ko}",
    )


def _stem(rng: Stream, points: _Points) -> Text:
    zeros, ones = (", ".join(map(vector, rng.shuffled(group))) for group in points)
    return bilingual(
        f"The points (x1, x2) = {ones} have label 1, and {zeros} have label 0. Can one "
        "perceptron, which gives 1 where w·x > β and 0 everywhere else, tell them apart? "
        f"{_ASKED.en}",
        f"점 (x1, x2)의 레이블은 다음과 같습니다. 레이블 1: {ones}. 레이블 0: {zeros}. "
        "w·x > β이면 1을, 아니면 0을 내는 퍼셉트론 하나로 두 클래스를 나눌 수 있습니까? "
        f"{_ASKED.ko}",
    )


def _solution(points: _Points, right: Option) -> Text:
    if not right.meaning["separable"]:
        is_function = right.meaning["reason"] == "diagonals"
        en, ko = (
            ("The diagonals cross.\n", "두 대각선은 서로 만납니다.\n") if is_function else ("", "")
        )
        return bilingual(
            "A line that has two points on one side has the whole segment between them there. "
            "So it cannot part two segments that have a point in common.\n"
            f"{en}{right.text.en}",
            "두 점이 직선의 한쪽에 있으면 두 점을 잇는 선분도 모두 그쪽에 있습니다. 그러므로 서로 "
            f"만나는 두 선분은 직선 하나로 나눌 수 없습니다.\n{ko}{right.text.ko}",
        )
    unit = Unit(tuple(right.meaning["w"]), right.meaning["beta"])
    rows = "\n".join(map(unit.written, sorted((*points.ones, *points.zeros))))
    return bilingual(
        f"One line is enough as a proof, and this one gives every point its label.\n{rows}\n"
        f"{right.text.en}",
        f"나누는 직선을 하나만 찾으면 됩니다. 다음 직선은 모든 점의 레이블을 맞힙니다.\n{rows}\n"
        f"{right.text.ko}",
    )
