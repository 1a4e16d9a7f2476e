"""Which map does a filter make?

Source: CS231n notes, "Convolutional Neural Networks", convolutional layer.
"""

from autograder.course import Text
from autograder.quiz.figure import Rows
from autograder.quiz.item import Item, Wrong, bilingual, separated, written
from autograder.quiz.stream import Stream
from autograder.quiz.workings.small_conv import SmallConv, drawn, misread
from autograder.quiz.workings.windows import Filtering, differing, places

TITLE = Text(en="A whole feature map", ko="특징 맵 전체")
SKILL = "by_hand"
VERSION = 1
_NEEDED = {"flipped-kernel", "stride-ignored-in-window", "no-channel-sum", "reads-unpadded"}


def generate(rng: Stream, level: int) -> Item:
    """Ask for every cell: level 2 with a stride or padding, level 3 with both or two channels."""
    conv = drawn(rng, level)
    right = conv.filtering
    key = right.out(conv.shape)
    wrong = separated(key, _wrong(conv, right, key))
    rows, columns = conv.shape
    described = conv.described
    return Item(
        kind="grid",
        stem=bilingual(
            f"{described.en} Compute the whole output ({rows} rows, {columns} columns).",
            f"{described.ko} {rows}행 {columns}열인 출력을 모두 계산하십시오.",
        ),
        params={**conv.params, "ask": "out"},
        key=key,
        wrong=wrong,
        solution=_solution(right, key),
        figure=conv.figure(),
    )


def _wrong(conv: SmallConv, right: Filtering, key: Rows) -> list[Wrong]:
    found = []
    for idea, made in misread(conv, right).items():
        value = made.out(conv.shape)
        place = differing(key, value)
        found.append(Wrong(idea, value, _cell(made, *place) if place else "", idea in _NEEDED))
    return found


def _cell(made: Filtering, row: int, column: int) -> str:
    return f"out[{row}, {column}] = {made.written(row, column)}"


def _solution(right: Filtering, key: Rows) -> Text:
    cells = "\n".join(_cell(right, row, column) for row, column in places(key))
    return bilingual(
        "Lay the filter on each window, multiply number by weight, add up, and add the bias once.\n"
        f"{cells}\nRow by row: {written(key)}",
        "창마다 필터를 겹쳐 놓고 겹친 것끼리 곱해서 모두 더한 뒤, 편향을 한 번 더합니다.\n"
        f"{cells}\n행별로 쓰면: {written(key)}",
    )
