"""Which number does a filter make in one place of its map?

Source: CS231n notes, "Convolutional Neural Networks", convolutional layer.
"""

from autograder.course import Text
from autograder.quiz.item import Item, Redraw, Wrong, bilingual, number, separated
from autograder.quiz.stream import Stream
from autograder.quiz.workings.small_conv import SmallConv, drawn, misread
from autograder.quiz.workings.windows import Filtering

TITLE = Text(en="One number of a feature map", ko="특징 맵의 한 칸")
SKILL = "by_hand"
VERSION = 1


def generate(rng: Stream, level: int) -> Item:
    """Ask for one cell: level 1 shows its window, levels 2 and 3 have it found."""
    conv = drawn(rng, level)
    # In the first place every wrong idea about places is right.
    row, column = divmod(rng.integer(1, conv.shape[0] * conv.shape[1] - 1), conv.shape[1])
    right = conv.filtering
    key = right.at(row, column)
    wrong = separated(key, _wrong(conv, right, (row, column), level))
    f = len(conv.w[0])
    frame = (row * conv.stride, column * conv.stride, f, f)
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
        wrong=wrong,
        solution=_solution(conv, row, column, right.written(row, column)),
        figure=conv.figure(frame if level == 1 else None),
    )


def _wrong(conv: SmallConv, right: Filtering, place: tuple[int, int], level: int) -> list[Wrong]:
    needed = {"flipped-kernel", "stride-ignored-in-window", "no-channel-sum"}
    if level == 2:
        needed |= {"reads-unpadded", "bias-missing"}
    made_of, key = misread(conv, right), right.at(*place)
    if any(made_of[idea].at(*place) == key for idea in needed & made_of.keys()):
        raise Redraw  # before anything is written out
    wrong = [
        Wrong(idea, made.at(*place), made.written(*place), idea in needed)
        for idea, made in made_of.items()
    ]
    row, column = place
    elsewhere = {"counts-from-one": (row - 1, column - 1), "column-before-row": (column, row)}
    for idea, (h, k) in elsewhere.items():
        if 0 <= h < conv.shape[0] and 0 <= k < conv.shape[1]:
            value = right.at(h, k)
            wrong.append(Wrong(idea, value, f"out[{h}, {k}] = {number(value)}"))
    return wrong


def _solution(conv: SmallConv, row: int, column: int, made: str) -> Text:
    top, left = row * conv.stride, column * conv.stride
    bottom, right = top + len(conv.w[0]) - 1, left + len(conv.w[0]) - 1
    where_en = " of the padded input" if conv.pad else ""
    where_ko = "패딩한 입력의 " if conv.pad else ""
    return bilingual(
        f"The window starts in row {conv.stride} · {row} = {top} and column "
        f"{conv.stride} · {column} = {left}, and covers rows {top} to {bottom} and columns "
        f"{left} to {right}{where_en}.\n"
        "Multiply each number by the weight that lies on it, add up, and add the bias once.\n"
        f"{made}",
        f"창은 {conv.stride} · {row} = {top}행, {conv.stride} · {column} = {left}열에서 시작하여 "
        f"{where_ko}{top}~{bottom}행, {left}~{right}열을 덮습니다.\n"
        "겹친 입력과 가중치끼리 곱해서 모두 더하고, 편향은 한 번만 더합니다.\n"
        f"{made}",
    )
