"""What are the gradients of a tiny convolution?

Source: the chain rule; CS231n notes, "Backpropagation, Intuitions": a number that is used several
times gathers what each use sends back.
"""

from typing import Literal

from autograder.course import Text
from autograder.quiz.figure import Grid, Grids, Rows, to_fill
from autograder.quiz.item import (
    Item,
    Number,
    Redraw,
    Value,
    Wrong,
    bilingual,
    number,
    separated,
    written,
)
from autograder.quiz.stream import Stream
from autograder.quiz.workings.small_backward import SmallBackward, flat
from autograder.quiz.workings.windows import (
    bracketed,
    each,
    quotient,
    summed,
    turned,
    wrong_grids,
)

TITLE = Text(en="Gradients of a tiny convolution", ko="작은 합성곱의 기울기")
SKILL = "by_hand"
VERSION = 1

Ask = Literal["dx", "dw", "db"]


def generate(rng: Stream, level: int) -> Item:
    """Ask for dx, dw or, at level 1 alone, db: level 2 has more windows, level 3 a stride of 2."""
    ask: Ask = rng.choice(("dx", "dw", "db") if level == 1 else ("dx", "dw"))
    back = _drawn(rng, level, ask)
    key, wrong = _db(back) if ask == "db" else _grid(back, ask, level)
    given = (Grid(back.x, "x"), Grid(back.w, "w"), Grid(back.dout, "dout"))
    asked = {"dx": back.x, "dw": back.w, "db": ((0,),)}[ask]
    return Item(
        kind="number" if ask == "db" else "grid",
        stem=_stem(back, ask),
        params={**back.params, "ask": ask},
        key=key,
        wrong=separated(key, wrong),
        solution=_solution(back, ask, key),
        figure=Grids((*given, to_fill(ask, len(asked), len(asked[0])))),
    )


def _drawn(rng: Stream, level: int, ask: Ask) -> SmallBackward:
    f, stride = (3, 2) if level == 3 else (2, 1)
    shape = rng.choice(((2, 3), (3, 2)) if level == 2 else ((1, 2), (2, 1)))
    if ask == "db":
        shape = (2, 2)
    w = rng.grid(f, f, -1, 2)
    if turned(w) == w:
        raise Redraw
    height, width = ((places - 1) * stride + f for places in shape)
    x = rng.grid(height, width, 0, 4)
    dout = each(lambda gradient: gradient or 4, rng.grid(*shape, -3, 3))
    return SmallBackward(x, w, dout, stride)


def _grid(back: SmallBackward, ask: Ask, level: int) -> tuple[Rows, list[Wrong]]:
    """Return dx or dw, and what wrong ideas make of it."""
    dout, w, stride = back.dout, back.w, back.stride
    ones = each(lambda _: 1, dout)
    count = len(dout) * len(dout[0])
    if ask == "dx":
        key = back.dx(dout, w, stride)
        made = {
            "rotated-dx": back.dx(dout, turned(w), stride),
            "overwrites-overlap": back.dx(dout, w, stride, adds=False),
            "dout-forgotten": back.dx(ones, w, stride),
            "lost-sign": back.dx(each(abs, dout), each(abs, w), stride),
            "stride-ignored-in-backward": back.dx(dout, w, 1),
        }
    else:
        key = back.dw(dout, stride)
        made = {
            "swapped-correlation": turned(key),
            "overwrites-overlap": back.dw(_last_alone(dout), stride),
            "dout-forgotten": back.dw(ones, stride),
            "lost-sign": back.dw(each(abs, dout), stride),
            "stride-ignored-in-backward": back.dw(dout, 1),
        }
    if count in (2, 4):  # else the mean has no end of digits
        made["divides-by-n"] = each(lambda cell: quotient(cell, count), key)
    if stride == 1:
        del made["stride-ignored-in-backward"]
    needed = {"swapped-correlation", "rotated-dx", "overwrites-overlap"}
    return key, wrong_grids(
        ask, key, made, needed | {"stride-ignored-in-backward"} if level == 3 else needed
    )


def _last_alone(dout: Rows) -> Rows:
    """Return the gradients with all but the last one 0: what is left where each overwrites."""
    last = (len(dout) - 1, len(dout[0]) - 1)
    return tuple(
        tuple(cell if (h, k) == last else 0 for k, cell in enumerate(row))
        for h, row in enumerate(dout)
    )


def _db(back: SmallBackward) -> tuple[Number, list[Wrong]]:
    """Return db, and what wrong ideas make of it."""
    gradients = flat(back.dout)
    count, taps = len(gradients), len(flat(back.w))
    key = sum(gradients)
    absolute = [abs(gradient) for gradient in gradients]
    added = f"({summed(gradients)})"
    return key, [
        Wrong("divides-by-n", quotient(key, count),
              f"{added} / {count} = {number(quotient(key, count))}", True),
        Wrong("dout-forgotten", count, f"{summed([1] * count)} = {count}"),
        Wrong("overwrites-overlap", gradients[-1], f"db = {number(gradients[-1])}", True),
        Wrong("db-counts-taps", key * taps, f"{added} · {taps} = {number(key * taps)}"),
        Wrong("lost-sign", sum(absolute), f"{summed(absolute)} = {number(sum(absolute))}"),
    ]  # fmt: skip


def _stem(back: SmallBackward, ask: Ask) -> Text:
    x, w, dout = map(bracketed, (back.x, back.w, back.dout))
    of = ask[1]
    what_en = f"What is {ask}, the gradient at {'the bias b' if of == 'b' else of}?"
    what_ko = {
        "dx": "입력 x에 대한 기울기 dx는 무엇입니까?",
        "dw": "필터 w에 대한 기울기 dw는 무엇입니까?",
        "db": "편향 b에 대한 기울기 db는 얼마입니까?",
    }[ask]
    return bilingual(
        f"A convolution layer with stride {back.stride} and no padding has the input x = {x} and "
        f"the filter w = {w}. The gradient of the loss at its output is dout = {dout}. {what_en}",
        f"스트라이드가 {back.stride}이고 패딩이 없는 합성곱 층의 입력은 x = {x}, 필터는 "
        f"w = {w}입니다. 출력에 대한 손실의 기울기가 dout = {dout}일 때, {what_ko}",
    )


def _solution(back: SmallBackward, ask: Ask, key: Value) -> Text:
    why_en, why_ko = {
        "dx": (
            "Each number of dout sends itself times the filter to its window; in dx they add up.",
            "dout의 수마다 그 수에 필터를 곱한 값을 자기 창으로 돌려보내고, dx에서 모두 더합니다.",
        ),
        "dw": (
            "Each weight gathers, over all windows, dout times the input that lay under it.",
            "가중치마다 모든 창에서 (dout × 그 가중치와 겹친 입력)을 더합니다.",
        ),
        "db": (
            "The bias is added to every output once, so its gradient is the sum of dout.",
            "편향은 모든 출력에 한 번씩 더해지므로 그 기울기는 dout을 모두 더한 값입니다.",
        ),
    }[ask]
    said = {"dx": back.lines_dx, "dw": back.lines_dw, "db": back.lines_db}[ask]()
    lines = "\n".join(said)
    if ask == "db":
        return bilingual(f"{why_en}\n{lines}", f"{why_ko}\n{lines}")
    return bilingual(
        f"{why_en}\n{lines}\nRow by row: {written(key)}",
        f"{why_ko}\n{lines}\n행별로 쓰면: {written(key)}",
    )
