"""The mean squared error of a few predictions; at level 3 as numpy computes it from a column.

Source: the mean of (ŷ - y)² over the samples, without ½; numpy's broadcasting rules.
"""

import math
from collections.abc import Sequence
from itertools import product

from autograder.course import Text
from autograder.quiz.item import Item, Number, Redraw, Wrong, bilingual, number, separated
from autograder.quiz.stream import Stream
from autograder.quiz.workings.sums import Vector, matrix, plain, signed, vector

TITLE = Text(en="Mean squared error", ko="평균 제곱 오차")
SKILL = "perceptron"
VERSION = 1


def generate(rng: Stream, level: int) -> Item:
    """Give 2 predictions, then 4, then 2 in a column whose shape does not fit the targets'."""
    count = 4 if level == 2 else 2
    y = tuple(rng.integer(-2, 3) for _ in range(count))
    differences = [plain(rng.integer(-4, 4) / (1 if level == 1 else 2)) for _ in y]
    y_hat = tuple(plain(a + b) for a, b in zip(y, differences, strict=True))
    if 0 in differences or len(set(map(abs, differences))) < 2:
        raise Redraw
    return _from_column(y_hat, y) if level == 3 else _by_samples(y_hat, y, differences)


def _squares(differences: Sequence[Number]) -> Number:
    return plain(sum(d * d for d in differences))


def _all_pairs(y_hat: Vector, y: Vector) -> list[Number]:
    """Return the differences of every prediction and every target, as a column broadcasts."""
    return [plain(a - b) for a, b in product(y_hat, y)]


def _minus(y_hat: Vector, y: Vector) -> list[str]:
    return [f"{number(a)} - {signed(b)}" for a, b in zip(y_hat, y, strict=True)]


def _sum_of_squares(differences: Sequence[Number]) -> str:
    return " + ".join(f"{signed(d)}²" for d in differences)


def _equation(text: str, value: Number) -> str:
    return f"{text} = {number(plain(value))}"


def _by_samples(y_hat: Vector, y: Vector, differences: list[Number]) -> Item:
    count = len(y)
    key = plain(_squares(differences) / count)
    return Item(
        kind="number",
        stem=_stem(y_hat, y),
        params={"y_hat": list(y_hat), "y": list(y), "ask": "mse"},
        key=key,
        wrong=separated(key, _wrong(y_hat, y, differences)),
        solution=_solution(y_hat, y, differences),
    )


def _wrong(y_hat: Vector, y: Vector, differences: list[Number]) -> list[Wrong]:
    count, total, squares = len(y), _squares(differences), _sum_of_squares(differences)
    sizes, mean = plain(sum(map(abs, differences))), plain(sum(differences) / count)
    key = plain(total / count)
    root = math.sqrt(key)
    pairs = _all_pairs(y_hat, y)
    wrong = [
        Wrong("mse-half", plain(key / 2), _equation(f"½ · {number(key)}", key / 2), True),
        Wrong("mse-no-mean", total, f"{squares} = {number(total)}", True),
        Wrong("half-sum-of-squares", plain(total / 2),
              _equation(f"½ · {number(total)}", total / 2)),
        Wrong("absolute-error", plain(sizes / count),
              _equation(f"{number(sizes)} / {count}", sizes / count)),
        Wrong("square-of-mean", plain(mean * mean), _equation(f"{signed(mean)}²", mean * mean)),
        Wrong("column-broadcast", plain(_squares(pairs) / len(pairs)),
              _equation(f"{number(_squares(pairs))} / {len(pairs)}", _squares(pairs) / len(pairs))),
    ]  # fmt: skip
    if root * 4 == int(root * 4):  # others have no end as decimals
        how = _equation(f"√{number(key)}", root)
        wrong.append(Wrong("root-of-mse", plain(root), how))
    return wrong


def _stem(y_hat: Vector, y: Vector) -> Text:
    return bilingual(
        f"A network gives ŷ = {vector(y_hat)} for {len(y)} samples, and the targets are "
        f"y = {vector(y)}. What is the mean squared error?",
        f"샘플 {len(y)}개에 대한 신경망의 출력은 ŷ = {vector(y_hat)}이고 목표는 y = {vector(y)}"
        "입니다. 평균 제곱 오차는 얼마입니까?",
    )


def _solution(y_hat: Vector, y: Vector, differences: list[Number]) -> Text:
    subtracted = ", ".join(
        f"{text} = {number(d)}" for text, d in zip(_minus(y_hat, y), differences, strict=True)
    )
    total, count = _squares(differences), len(y)
    squares = f"{_sum_of_squares(differences)} = {number(total)}"
    mean = f"{number(total)} / {count} = {number(plain(total / count))}"
    return bilingual(
        f"Differences ŷ - y: {subtracted}\nSum of their squares: {squares}\n"
        f"Mean over {count} samples: {mean}",
        f"차이 ŷ - y: {subtracted}\n제곱의 합: {squares}\n샘플 {count}개에 걸친 평균: {mean}",
    )


def _from_column(y_hat: Vector, y: Vector) -> Item:
    pairs = _all_pairs(y_hat, y)
    total = _squares(pairs)
    key = plain(total / len(pairs))
    aligned = [plain(a - b) for a, b in zip(y_hat, y, strict=True)]
    meant = plain(_squares(aligned) / len(aligned))
    sizes = plain(sum(map(abs, pairs)))
    wrong = [
        Wrong("broadcast-unseen", meant,
              f"({_sum_of_squares(aligned)}) / {len(aligned)} = {number(meant)}", True),
        Wrong("mse-no-mean", total, f"{_sum_of_squares(pairs)} = {number(total)}"),
        Wrong("mean-over-rows", plain(total / len(y)),
              _equation(f"{number(total)} / {len(y)}", total / len(y))),
        Wrong("absolute-error", plain(sizes / len(pairs)),
              _equation(f"{number(sizes)} / {len(pairs)}", sizes / len(pairs))),
    ]  # fmt: skip
    column = tuple((value,) for value in y_hat)
    return Item(
        kind="number",
        stem=_column_stem(column, y),
        params={"y_hat": [list(row) for row in column], "y": list(y), "ask": "mse"},
        key=key,
        wrong=separated(key, wrong),
        solution=_column_solution(y_hat, y, pairs),
    )


def _column_stem(column: tuple[Vector, ...], y: Vector) -> Text:
    count = len(y)
    arrays = f"y_hat = np.array({matrix(column)}), y = np.array({matrix((y,))[1:-1]})"
    return bilingual(
        f"{arrays}: y_hat has the shape ({count}, 1), y has ({count},). What does numpy give for "
        "np.mean((y_hat - y) ** 2)?",
        f"{arrays}에서 y_hat의 모양은 ({count}, 1), y의 모양은 ({count},)입니다. numpy에서 "
        "np.mean((y_hat - y) ** 2)의 값은 얼마입니까?",
    )


def _column_solution(y_hat: Vector, y: Vector, pairs: list[Number]) -> Text:
    count, total = len(y), _squares(pairs)
    table = tuple(tuple(plain(a - b) for b in y) for a in y_hat)
    squares = f"{_sum_of_squares(pairs)} = {number(total)}"
    mean = f"{number(total)} / {len(pairs)} = {number(plain(total / len(pairs)))}"
    return bilingual(
        f"A column ({count}, 1) minus ({count},) is a table ({count}, {count}): each prediction "
        f"minus each target, {matrix(table)}\nSum of squares: {squares}\n"
        f"Mean over all {len(pairs)} entries, which is no error of this network: {mean}",
        f"열 ({count}, 1)에서 ({count},)을 빼면 예측마다 모든 목표를 뺀 ({count}, {count}) 표가 "
        f"됩니다: {matrix(table)}\n제곱의 합: {squares}\n"
        f"원소 {len(pairs)}개의 평균(이 신경망의 오차가 아닙니다): {mean}",
    )
