"""Where does max pooling send a gradient?

Source: CS231n notes, "Backpropagation, Intuitions", patterns in backward flow: to the maximum of
each window, and what meets in one place adds up. Of equal maxima the first gets it, row by row, as
in the assignment max_pool.
"""

from collections.abc import Callable, Sequence

from autograder.course import Text
from autograder.quiz.figure import Grid, Grids, Rows, to_fill
from autograder.quiz.item import Item, Number, Redraw, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.small_pool import SmallPool
from autograder.quiz.workings.sums import plain
from autograder.quiz.workings.windows import bracketed, places, quotient, wrong_grids

TITLE = Text(en="Backward through max pooling", ko="최대 풀링의 역전파")
SKILL = "by_hand"
VERSION = 1
_SIZE = 2
_SHAPES = {1: ((1, 2), (2, 1)), 2: ((1, 3), (3, 1)), 3: ((2, 3), (3, 2))}

# What each number of a window gets, row by row, of the gradient that belongs to it.
_Shares = Callable[[list[Number], Number], Sequence[Number]]


def generate(rng: Stream, level: int) -> Item:
    """Ask for dx: level 2 has a tie, at level 3 windows overlap and a number gets several."""
    shape = rng.choice(_SHAPES[level])
    pool = _overlapping(rng, shape) if level == 3 else _apart(rng, shape, has_tie=level == 2)
    low = 1 if level == 1 else -4
    dout = _without_zeros(rng.grid(*shape, low, 8))
    key = _sent(pool, dout, _to_first)
    if level == 3 and _count(key) == _count(dout):
        raise Redraw  # no number is the maximum of two windows
    return Item(
        kind="grid",
        stem=_stem(pool, dout, has_tie=level == 2),
        params={
            **pool.params("max_pool2d"),
            "dout": [list(row) for row in dout],
            "ask": "dx",
        },
        key=key,
        wrong=separated(key, _wrong(pool, dout, key, level)),
        solution=_solution(pool, dout, key, has_tie=level == 2),
        figure=Grids(
            (
                Grid(pool.x, "x", window=(0, 0, _SIZE, _SIZE)),
                Grid(dout, "dout"),
                to_fill("dx", len(pool.x), len(pool.x[0])),
            )
        ),
    )


def _apart(rng: Stream, shape: tuple[int, int], *, has_tie: bool) -> SmallPool:
    """Draw windows side by side, each with one maximum, but for one that has two of it."""
    rows, columns = shape
    tied = rng.integer(0, rows * columns - 1) if has_tie else -1
    x = [[0] * (columns * _SIZE) for _ in range(rows * _SIZE)]
    for at in range(rows * columns):
        top, left = at // columns * _SIZE, at % columns * _SIZE
        largest = rng.integer(5, 9)
        maxima = rng.sample(range(_SIZE * _SIZE), 2 if at == tied else 1)
        for cell in range(_SIZE * _SIZE):
            value = largest if cell in maxima else rng.integer(0, largest - 1)
            x[top + cell // _SIZE][left + cell % _SIZE] = value
    return SmallPool(tuple(map(tuple, x)), _SIZE, _SIZE, shape)


def _overlapping(rng: Stream, shape: tuple[int, int]) -> SmallPool:
    """Draw windows that overlap, of numbers that are all different."""
    rows, columns = shape[0] + 1, shape[1] + 1
    numbers = rng.sample(range(1, 16), rows * columns)
    x = tuple(tuple(numbers[h * columns : (h + 1) * columns]) for h in range(rows))
    return SmallPool(x, _SIZE, 1, shape)


def _without_zeros(dout: Rows) -> Rows:
    return tuple(tuple(cell or 9 for cell in row) for row in dout)


def _count(x: Rows) -> int:
    return sum(cell != 0 for row in x for cell in row)


def _sent(pool: SmallPool, dout: Rows, shares: _Shares, *, adds: bool = True) -> Rows:
    """Give the numbers of each window their shares, added up or, wrongly, the last one alone."""
    dx: list[list[Number]] = [[0] * len(pool.x[0]) for _ in pool.x]
    for (row, column), cells in zip(places(dout), pool.cells(), strict=True):
        top, left = row * pool.stride, column * pool.stride
        for cell, share in enumerate(shares(cells, dout[row][column])):
            if share:
                h, k = top + cell // _SIZE, left + cell % _SIZE
                dx[h][k] = plain(dx[h][k] + share) if adds else share
    return tuple(map(tuple, dx))


def _to_first(cells: list[Number], gradient: Number) -> Sequence[Number]:
    first = cells.index(max(cells))
    return [gradient if cell == first else 0 for cell in range(len(cells))]


def _to_last(cells: list[Number], gradient: Number) -> Sequence[Number]:
    return _to_first(cells[::-1], gradient)[::-1]


def _to_all_maxima(cells: list[Number], gradient: Number) -> Sequence[Number]:
    return [gradient if cell == max(cells) else 0 for cell in cells]


def _evenly(cells: list[Number], gradient: Number) -> Sequence[Number]:
    return [quotient(gradient, len(cells))] * len(cells)


def _copied(cells: list[Number], gradient: Number) -> Sequence[Number]:
    return [gradient] * len(cells)


def _to_corner(cells: list[Number], gradient: Number) -> Sequence[Number]:
    return [gradient, *[0] * (len(cells) - 1)]


def _maximum(cells: list[Number], _gradient: Number) -> Sequence[Number]:
    return _to_first(cells, max(cells))


def _wrong(pool: SmallPool, dout: Rows, key: Rows, level: int) -> list[Wrong]:
    made = {
        "pool-spreads-evenly": _sent(pool, dout, _evenly),
        "pool-gives-maximum": _sent(pool, dout, _maximum),
        "pool-copies-gradient": _sent(pool, dout, _copied),
        "pool-gradient-to-corner": _sent(pool, dout, _to_corner),
    }
    needed = {"pool-spreads-evenly"}
    if level == 2:
        made |= {
            "pool-all-ties": _sent(pool, dout, _to_all_maxima),
            "pool-last-tie": _sent(pool, dout, _to_last),
        }
        needed = {"pool-all-ties", "pool-last-tie"}
    if level == 3:
        made["pool-overwrites-overlap"] = _sent(pool, dout, _to_first, adds=False)
        needed = {"pool-overwrites-overlap"}
    return wrong_grids("dx", key, made, needed)


def _stem(pool: SmallPool, dout: Rows, *, has_tie: bool) -> Text:
    tie_en = " Where a window has several maxima, the first one counts, row by row."
    tie_ko = " 한 창에 최댓값이 여럿이면 위쪽 행부터, 행 안에서는 왼쪽부터 세어 첫째 것을 씁니다."
    return bilingual(
        f"Max pooling with {pool.windows.en} was applied to {pool.written}. The gradient of the "
        f"loss at its output is dout = {bracketed(dout)}. What is dx, the gradient at x?"
        f"{tie_en if has_tie else ''}",
        f"{pool.written}에 {pool.windows.ko} 최대 풀링을 적용했습니다. 출력에 대한 손실의 기울기가 "
        f"dout = {bracketed(dout)}일 때, x에 대한 기울기 dx는 무엇입니까?"
        f"{tie_ko if has_tie else ''}",
    )


def _solution(pool: SmallPool, dout: Rows, key: Rows, *, has_tie: bool) -> Text:
    lines = []
    for (h, k), cells in zip(places(dout), pool.cells(), strict=True):
        row, column = divmod(cells.index(max(cells)), _SIZE)
        where = f"[{h * pool.stride + row}, {k * pool.stride + column}]"
        found = f"max({', '.join(map(number, cells))}) = {number(max(cells))} = x{where}"
        lines.append(f"{found}: dx{where} += dout[{h}, {k}] = {number(dout[h][k])}")
    listed = "\n".join(lines)
    rule_en = "the first maximum" if has_tie else "the maximum"
    rule_ko = "첫 최댓값" if has_tie else "최댓값"
    return bilingual(
        f"Each gradient goes whole to {rule_en} of its window; what meets in one place adds up.\n"
        f"{listed}\nRow by row: {written(key)}",
        f"기울기는 나뉘지 않고 그 창의 {rule_ko} 자리로 가며, 같은 자리에 모이면 더해집니다.\n"
        f"{listed}\n행별로 쓰면: {written(key)}",
    )
