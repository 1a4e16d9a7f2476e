"""What does average pooling make of a map?

Source: CS231n notes, "Convolutional Neural Networks", general pooling.
"""

from autograder.course import Text
from autograder.quiz.figure import Rows
from autograder.quiz.item import Item, Redraw, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.small_pool import SmallPool, drawn
from autograder.quiz.workings.windows import (
    mean,
    places,
    pooled,
    quotient,
    summed,
    window,
    wrong_grids,
)

TITLE = Text(en="Average pooling of a map", ko="맵의 평균 풀링")
SKILL = "by_hand"
VERSION = 1
_SIZE = 2  # a quarter can be written out, a ninth can't


def generate(rng: Stream, level: int) -> Item:
    """Ask for every mean: level 1 whole numbers, level 2 overlaps, level 3 negative numbers."""
    stride = 1 if level == 2 else 2
    pool = drawn(rng, _SIZE, stride, rng.choice(((2, 3), (3, 2))), low=-9 if level == 3 else 0)
    if level == 1:
        pool = _with_whole_means(pool)
    key = pooled(pool.x, _SIZE, stride, pool.shape, mean)
    if level > 1 and all(isinstance(cell, int) for row in key for cell in row):
        raise Redraw
    return Item(
        kind="grid",
        stem=bilingual(
            f"Average pooling with {pool.windows.en} is applied to {pool.written}. What comes out?",
            f"{pool.written}에 {pool.windows.ko} 평균 풀링을 적용한 결과는 무엇입니까?",
        ),
        params={**pool.params("avg_pool2d"), "ask": "out"},
        key=key,
        wrong=separated(key, _wrong(pool, key)),
        solution=_solution(pool, key),
        figure=pool.figure(),
    )


def _with_whole_means(pool: SmallPool) -> SmallPool:
    """Change the last number of each window, so that four divides what they add up to."""
    rows = [list(row) for row in pool.x]
    for h in range(1, len(rows), _SIZE):
        for k in range(1, len(rows[h]), _SIZE):
            total = sum(window(pool.x, h - 1, k - 1, (_SIZE, _SIZE)))
            rows[h][k] += -total % 4 if rows[h][k] < 6 else -(total % 4)
    return SmallPool(tuple(map(tuple, rows)), pool.size, pool.stride, pool.shape)


def _wrong(pool: SmallPool, key: Rows) -> list[Wrong]:
    x, stride, shape = pool.x, pool.stride, pool.shape
    made = {
        "max-for-average": pooled(x, _SIZE, stride, shape, max),
        "pool-adds": pooled(x, _SIZE, stride, shape, sum),
        "pool-divides-by-side": pooled(
            x, _SIZE, stride, shape, lambda cells: quotient(sum(cells), _SIZE)
        ),
        "pool-takes-corner": pooled(x, _SIZE, stride, shape, lambda cells: cells[0]),
        "integer-buffer": pooled(x, _SIZE, stride, shape, lambda cells: int(mean(cells))),
        "lost-sign": pooled(x, _SIZE, stride, shape, lambda cells: mean(list(map(abs, cells)))),
    }
    if stride > 1:
        made["stride-ignored-in-window"] = pooled(x, _SIZE, 1, shape, mean)
    return wrong_grids("out", key, made, {"max-for-average", "pool-divides-by-side"})


def _solution(pool: SmallPool, key: Rows) -> Text:
    lines = []
    for (h, k), cells in zip(places(key), pool.cells(), strict=True):
        lines.append(f"out[{h}, {k}] = ({summed(cells)}) / 4 = {number(key[h][k])}")
    listed = "\n".join(lines)
    return bilingual(
        f"Each window becomes the mean of its 4 numbers.\n{listed}\nRow by row: {written(key)}",
        f"창마다 수 4개의 평균을 구합니다.\n{listed}\n행별로 쓰면: {written(key)}",
    )
