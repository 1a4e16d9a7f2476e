"""What does ReLU leave of a map?

Source: CS231n notes, "Neural Networks 1", commonly used activation functions: max(0, z).
"""

from collections.abc import Callable

from autograder.course import Text
from autograder.quiz.figure import Grid, Grids, Rows, to_fill
from autograder.quiz.item import Item, Number, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.sums import signed
from autograder.quiz.workings.windows import bracketed, each, places, wrong_grids

TITLE = Text(en="ReLU of a map", ko="맵의 ReLU")
SKILL = "by_hand"
VERSION = 1
_WRONG: dict[str, Callable[[Number], Number]] = {
    "abs-for-relu": abs,
    "relu-reversed": lambda z: min(z, 0),
    "threshold-for-relu": lambda z: int(z > 0),
    "relu-saturates": lambda z: min(max(z, 0), 1),
}


def generate(rng: Stream, level: int) -> Item:
    """Ask for ReLU of a map: level 2 has halves, level 3 a bias that is added first."""
    rows, columns = rng.choice(((2, 3), (3, 2)) if level == 1 else ((3, 4), (4, 3)))
    z: Rows = rng.grid(rows, columns, -9, 9)
    if level == 2:
        z = each(_halved, z)
    bias = rng.choice((-4, -3, -2, 2, 3, 4)) if level == 3 else 0
    shifted = each(lambda cell: cell + bias, z)
    key = each(_relu, shifted)
    return Item(
        kind="grid",
        stem=_stem(z, bias),
        params={"z": [list(row) for row in z], "b": bias, "ask": "relu"},
        key=key,
        wrong=separated(key, _wrong(z, bias, key)),
        solution=_solution(z, bias, key),
        figure=Grids((Grid(z, "z"), to_fill("out", rows, columns))),
    )


def _halved(cell: Number) -> Number:
    return cell / 2 if cell % 2 else int(cell // 2)


def _relu(cell: Number) -> Number:
    return max(cell, 0)


def _wrong(z: Rows, bias: int, key: Rows) -> list[Wrong]:
    made = {
        idea: each(function, each(lambda cell: cell + bias, z)) for idea, function in _WRONG.items()
    }
    if bias:
        made["bias-missing"] = each(_relu, z)
        made["bias-after-relu"] = each(lambda cell: _relu(cell) + bias, z)
    needed = {"bias-missing", "bias-after-relu", "abs-for-relu"}
    return wrong_grids("out", key, made, needed)


def _stem(z: Rows, bias: int) -> Text:
    if bias:
        return bilingual(
            f"A filter made z = {bracketed(z)}, its bias {bias} not yet added. The bias is added "
            "and ReLU follows. What comes out?",
            f"필터로 계산하고 아직 편향을 더하지 않은 값이 z = {bracketed(z)}입니다. 여기에 "
            f"편향({bias})을 더하고 ReLU를 적용한 결과는 무엇입니까?",
        )
    return bilingual(
        f"ReLU is applied to the map z = {bracketed(z)}. What comes out?",
        f"특징 맵 z = {bracketed(z)}에 ReLU를 적용한 결과는 무엇입니까?",
    )


def _solution(z: Rows, bias: int, key: Rows) -> Text:
    plus = f" + {signed(bias)}" if bias else ""
    cells = "\n".join(
        f"out[{h}, {k}] = max(0, {number(z[h][k])}{plus}) = {number(key[h][k])}"
        for h, k in places(z)
    )
    return bilingual(
        f"ReLU(z) = max(0, z), number by number.\n{cells}\nRow by row: {written(key)}",
        f"원소마다 ReLU(z) = max(0, z)를 계산합니다.\n{cells}\n행별로 쓰면: {written(key)}",
    )
