"""Which number does a filter make in one place of its map?

Source: CS231n notes, "Convolutional Neural Networks", convolutional layer.
"""

from autograder.course import Text
from autograder.quiz.item import Item, Number, Redraw, Wrong, bilingual, number, separated
from autograder.quiz.stream import Stream
from autograder.quiz.workings.small_conv import SmallConv, drawn, misread

TITLE = Text(en="One number of a feature map", ko="특징 맵의 한 칸")
SKILL = "by_hand"
VERSION = 1


def generate(rng: Stream, level: int) -> Item:
    """Ask for one cell: level 1 shows its window, levels 2 and 3 have it found."""
    conv = drawn(rng, level)
    # In the first place every wrong idea about places is right.
    row, column = divmod(rng.integer(1, conv.shape[0] * conv.shape[1] - 1), conv.shape[1])
    key = conv.filtering.at(row, column)
    top, left = row * conv.stride, column * conv.stride
    f = len(conv.w[0])
    frame = (top, left, f, f)
    described = conv.described
    return Item(
        kind="number",
        stem=bilingual(
            f"{described.en} What is out[{row}, {column}]? Rows and columns are counted from 0.",
            f"{described.ko} 출력의 {row}행 {column}열, 곧 out[{row}, {column}]의 값은 얼마입니까? "
            "행과 열은 0부터 셉니다.",
        ),
        params={**conv.params, "ask": "out", "at": [row, column]},
        key=key,
        wrong=separated(key, _wrong(conv, row, column, level)),
        solution=_solution(conv, row, column, key),
        figure=conv.figure(frame if level == 1 else None),
    )


def _wrong(conv: SmallConv, row: int, column: int, level: int) -> list[Wrong]:
    needed = {"flipped-kernel", "stride-ignored-in-window", "no-channel-sum"}
    if level == 2:
        needed |= {"reads-unpadded", "bias-missing"}
    made_of = misread(conv)
    key = conv.filtering.at(row, column)
    if any(idea in needed and made.at(row, column) == key for idea, made in made_of.items()):
        raise Redraw  # before anything is written out
    wrong = [
        Wrong(idea, made.at(row, column), made.written(row, column), idea in needed)
        for idea, made in made_of.items()
    ]
    elsewhere = {"counts-from-one": (row - 1, column - 1), "column-before-row": (column, row)}
    for idea, (h, k) in elsewhere.items():
        if 0 <= h < conv.shape[0] and 0 <= k < conv.shape[1]:
            how = f"out[{h}, {k}] = {number(conv.filtering.at(h, k))}"
            wrong.append(Wrong(idea, conv.filtering.at(h, k), how))
    return wrong


def _solution(conv: SmallConv, row: int, column: int, key: Number) -> Text:
    top, left = row * conv.stride, column * conv.stride
    bottom, right = top + len(conv.w[0]) - 1, left + len(conv.w[0]) - 1
    made = conv.filtering.written(row, column).rpartition(" = ")[0]
    where_en = " of the padded input" if conv.pad else ""
    where_ko = "패딩한 입력의 " if conv.pad else ""
    return bilingual(
        f"The window starts in row {conv.stride} · {row} = {top} and column "
        f"{conv.stride} · {column} = {left}, and covers rows {top} to {bottom} and columns "
        f"{left} to {right}{where_en}.\n"
        "Multiply each number by the weight that lies on it, add up, and add the bias once.\n"
        f"{made} = {number(key)}",
        f"창은 {conv.stride} · {row} = {top}행, {conv.stride} · {column} = {left}열에서 시작하여 "
        f"{where_ko}{top}~{bottom}행, {left}~{right}열을 덮습니다.\n"
        "겹친 입력과 가중치끼리 곱해서 모두 더하고, 편향은 한 번만 더합니다.\n"
        f"{made} = {number(key)}",
    )
