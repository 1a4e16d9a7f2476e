"""Edge filters on a drawn digit: which filter made this map, or which map comes out?

Source: the filters of Prewitt (1970) and Sobel (1968); laid on as a convolution layer does it.
"""

from collections.abc import Mapping, Sequence
from operator import neg
from typing import Literal, NamedTuple

from autograder.course import Text
from autograder.quiz.figure import Grid, Grids, Rows, to_fill
from autograder.quiz.item import Item, Redraw, Wrong, bilingual
from autograder.quiz.stream import Stream
from autograder.quiz.workings.windows import (
    Filtering,
    bracketed,
    differing,
    each,
    transposed,
    turned,
)

TITLE = Text(en="Edge filters on a digit", ko="숫자 그림과 경계 필터")
SKILL = "by_hand"
VERSION = 1

_DIGITS = (
    (".###.", "#...#", "#...#", "#...#", "#...#", "#...#", ".###."),
    ("..#..", ".##..", "..#..", "..#..", "..#..", "..#..", ".###."),
    (".###.", "#...#", "....#", "...#.", "..#..", ".#...", "#####"),
    (".###.", "#...#", "....#", "..##.", "....#", "#...#", ".###."),
    ("...#.", "..##.", ".#.#.", "#..#.", "#####", "...#.", "...#."),
    ("#####", "#....", "####.", "....#", "....#", "#...#", ".###."),
    (".###.", "#....", "#....", "####.", "#...#", "#...#", ".###."),
    ("#####", "....#", "...#.", "...#.", "..#..", "..#..", "..#.."),
    (".###.", "#...#", "#...#", ".###.", "#...#", "#...#", ".###."),
    (".###.", "#...#", "#...#", ".####", "....#", "....#", ".###."),
)
_PREWITT: Rows = ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1))
_SOBEL: Rows = ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1))
_LAPLACE: Rows = ((0, -1, 0), (-1, 4, -1), (0, -1, 0))
_SUM: Rows = ((1, 1, 1), (1, 1, 1), (1, 1, 1))
_SHAPE = (5, 3)  # of the map of a digit


class _Candidate(NamedTuple):
    """A filter to choose, or the map that it makes, and the wrong idea behind the choice."""

    w: Rows
    out: Rows
    misconception: str = ""

    def offered(self, ask: str) -> Rows:
        """Return what is chosen: a filter, or a map."""
        return self.w if ask == "w" else self.out


def generate(rng: Stream, level: int) -> Item:
    """Level 1: which kind of filter was it; level 2: which map comes out; level 3: which way."""
    digit = rng.integer(0, 9)
    ink = rng.integer(1, 4)
    x = tuple(tuple(ink * (sign == "#") for sign in row) for row in _DIGITS[digit])
    ask: Literal["w", "out"] = "out" if level == 2 else "w"
    right, *wrong = _candidates(rng, x, level)
    if len({right.out, *(each.out for each in wrong)}) < 4:
        raise Redraw
    named = dict(zip("abcd", rng.shuffled([right, *wrong]), strict=True))
    options = {name: _option(each.offered(ask)) for name, each in named.items()}
    given = right.w if ask == "out" else right.out
    return Item(
        kind="choice",
        stem=_stem(digit, x, given, ask),
        params={
            "x": [[list(row) for row in x]],
            "w" if ask == "out" else "out": [list(row) for row in given],
            "options": {
                name: [list(row) for row in each.offered(ask)] for name, each in named.items()
            },
            "ask": ask,
        },
        key=next(name for name, each in named.items() if not each.misconception),
        wrong=_wrong(x, right.out, named, ask),
        solution=_solution(x, right, ask),
        options=options,
        figure=_figure(x, given, ask),
    )


def _candidates(rng: Stream, x: Rows, level: int) -> list[_Candidate]:
    """Return the right one, and three that wrong ideas choose."""
    w = rng.choice(_ways(_SOBEL if level == 3 else _PREWITT))
    out, other = _map(x, w), (transposed(w), _map(x, transposed(w)))
    right = _Candidate(w, out)
    turn = _Candidate(turned(w), each(neg, out), "flipped-kernel")
    direction = _Candidate(*other, "edge-direction-swapped")
    if level == 1:
        outline = _Candidate(_LAPLACE, _map(x, _LAPLACE), "outline-for-edges")
        return [right, direction, outline, _Candidate(_SUM, _map(x, _SUM), "sum-for-edges")]
    if level == 2:
        cut = _Candidate(w, each(lambda cell: max(cell, 0), out), "relu-added")
        return [right, turn, direction, cut]
    both = _Candidate(turned(other[0]), each(neg, other[1]), "edge-direction-swapped")
    return [right, turn, direction, both]


def _ways(w: Rows) -> Sequence[Rows]:
    """Return a filter for edges in both directions and both ways."""
    return (w, turned(w), transposed(w), turned(transposed(w)))


def _map(x: Rows, w: Rows) -> Rows:
    return Filtering((x,), (w,)).out(_SHAPE)


def _option(grid: Rows) -> Text:
    return bilingual(bracketed(grid), bracketed(grid))


def _figure(x: Rows, given: Rows, ask: str) -> Grids:
    drawn = Grid(x, "x", is_image=True)
    if ask == "out":
        return Grids((drawn, Grid(given, "w"), to_fill("out", *_SHAPE)))
    return Grids((drawn, to_fill("w", 3, 3), Grid(given, "out", is_image=True)))


def _wrong(x: Rows, out: Rows, named: Mapping[str, _Candidate], ask: str) -> tuple[Wrong, ...]:
    found = []
    for name, candidate in named.items():
        if candidate.misconception:
            found.append(Wrong(candidate.misconception, name, _because(x, out, candidate, ask)))
    return tuple(found)


def _because(x: Rows, out: Rows, candidate: _Candidate, ask: str) -> str:
    """Write where a candidate shows that it is wrong, but not what is right there."""
    row, column = differing(out, candidate.out) or (0, 0)
    if ask == "out":
        return f"out[{row}, {column}] = {candidate.out[row][column]}"
    sum_made = Filtering((x,), (candidate.w,)).written(row, column)
    return f"out[{row}, {column}] = {sum_made} ≠ {out[row][column]}"


def _stem(digit: int, x: Rows, given: Rows, ask: str) -> Text:
    drawn, grid = bracketed(x), bracketed(given)
    if ask == "out":
        return bilingual(
            f"The digit {digit} is drawn as x = {drawn}. A convolution layer with the "
            f"filter w = {grid}, stride 1, no padding and bias 0 is applied. Which map comes out?",
            f"숫자 {digit}의 그림 x = {drawn}에 필터 w = {grid}인 합성곱을 "
            "스트라이드 1, 패딩 없이, 편향 0으로 적용합니다. 어떤 특징 맵이 나옵니까?",
        )
    return bilingual(
        f"The digit {digit} is drawn as x = {drawn}. A convolution layer with one filter, "
        f"stride 1, no padding and bias 0 made the map out = {grid} of it. Which filter was it?",
        f"숫자 {digit}의 그림 x = {drawn}에 필터가 하나인 합성곱을 스트라이드 1, 패딩 없이, "
        f"편향 0으로 적용하여 얻은 특징 맵이 out = {grid}입니다. 어느 필터를 썼습니까?",
    )


def _solution(x: Rows, right: _Candidate, ask: str) -> Text:
    w, found = bracketed(right.w), bracketed(right.offered(ask))
    is_upright = right.w[0][1] == 0  # the middle column is 0: left against right
    en, ko = (
        ("left and right, so it answers to upright edges", "왼쪽과 오른쪽의 차이를 재므로 세로")
        if is_upright
        else ("top and bottom, so it answers to level edges", "위와 아래의 차이를 재므로 가로")
    )
    made = Filtering((x,), (right.w,))
    cells = "\n".join(
        f"out[{row}, {column}] = {made.written(row, column)}" for row, column in ((0, 0), (0, 2))
    )
    end_en, end_ko = ("The map", "특징 맵") if ask == "out" else ("The filter", "필터")
    return bilingual(
        f"w = {w} compares {en}: what comes out is positive where its positive side lies on "
        f"larger numbers.\n{cells}\n{end_en}: {found}",
        f"w = {w}: {ko} 경계에 반응하고, 양수 쪽에 더 큰 수가 있으면 양수가 나옵니다.\n"
        f"{cells}\n{end_ko}: {found}",
    )
