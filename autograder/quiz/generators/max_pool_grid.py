"""What does max pooling keep of a map?

Source: CS231n notes, "Convolutional Neural Networks", pooling layer.
"""

from autograder.course import Text
from autograder.quiz.figure import Rows
from autograder.quiz.item import Item, Number, Wrong, bilingual, number, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.small_pool import SmallPool, drawn
from autograder.quiz.workings.windows import mean, places, pooled, wrong_grids

TITLE = Text(en="Max pooling of a map", ko="맵의 최대 풀링")
SKILL = "by_hand"
VERSION = 1
# Size and stride of the windows, and how many there are.
_FORMS = {
    1: ((2, 2, (2, 3)), (2, 2, (3, 2))),
    2: ((2, 1, (2, 3)), (2, 1, (3, 2)), (3, 2, (1, 3)), (3, 2, (3, 1))),
    3: ((2, 1, (2, 3)), (2, 2, (2, 3)), (3, 2, (1, 2)), (3, 2, (2, 1))),
}


def generate(rng: Stream, level: int) -> Item:
    """Ask for every maximum: level 2 has windows that overlap, level 3 negative numbers."""
    size, stride, shape = rng.choice(_FORMS[level])
    pool = drawn(rng, size, stride, shape, low=-9 if level == 3 else 0)
    if level == 3:
        pool = _with_a_negative_window(rng, pool)
    key = pooled(pool.x, size, stride, shape, max)
    return Item(
        kind="grid",
        stem=bilingual(
            f"Max pooling with {pool.windows.en} is applied to {pool.written}. What comes out?",
            f"{pool.written}에 {pool.windows.ko} 최대 풀링을 적용한 결과는 무엇입니까?",
        ),
        params={**pool.params("max_pool2d"), "ask": "out"},
        key=key,
        wrong=separated(key, _wrong(pool, key, level)),
        solution=_solution(pool, key),
        figure=pool.figure(),
    )


def _with_a_negative_window(rng: Stream, pool: SmallPool) -> SmallPool:
    """Turn the numbers of one window negative."""
    top, left = (rng.integer(0, places - 1) * pool.stride for places in pool.shape)
    rows = [list(row) for row in pool.x]
    for h in range(top, top + pool.size):
        for k in range(left, left + pool.size):
            rows[h][k] = -abs(rows[h][k]) or -1
    return SmallPool(tuple(map(tuple, rows)), pool.size, pool.stride, pool.shape)


def _wrong(pool: SmallPool, key: Rows, level: int) -> list[Wrong]:
    x, size, stride, shape = pool.x, pool.size, pool.stride, pool.shape
    made = {
        "pool-adds": pooled(x, size, stride, shape, sum),
        "pool-takes-corner": pooled(x, size, stride, shape, lambda cells: cells[0]),
    }
    if size == 2:  # else the mean has no end of digits
        made["pool-average"] = pooled(x, size, stride, shape, mean)
    if stride > 1:
        made["stride-ignored-in-window"] = pooled(x, size, 1, shape, max)
    if size > stride > 1:
        made["pool-window-is-stride"] = pooled(x, stride, stride, shape, max)
    if level == 3:
        made["pool-zero-start"] = pooled(x, size, stride, shape, lambda cells: max(0, *cells))
        made["pool-largest-magnitude"] = pooled(x, size, stride, shape, _largest)
    needed = {"pool-average", "pool-zero-start"}
    if level > 1:
        needed |= {"stride-ignored-in-window"}
    return wrong_grids("out", key, made, needed)


def _largest(cells: list[Number]) -> Number:
    return max(cells, key=abs)


def _solution(pool: SmallPool, key: Rows) -> Text:
    lines = []
    for (h, k), cells in zip(places(key), pool.cells(), strict=True):
        lines.append(f"out[{h}, {k}] = max({', '.join(map(number, cells))}) = {number(key[h][k])}")
    listed = "\n".join(lines)
    return bilingual(
        f"Each window keeps its largest number, and windows start {pool.stride} apart.\n"
        f"{listed}\nRow by row: {written(key)}",
        f"창마다 가장 큰 수 하나만 남기고, 창은 {pool.stride}칸 간격으로 시작합니다.\n"
        f"{listed}\n행별로 쓰면: {written(key)}",
    )
