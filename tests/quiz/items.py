"""Items of every kind, small enough to be seen through."""

from dataclasses import replace
from typing import Any

from autograder.course import Text
from autograder.quiz.item import Item, Wrong

_STEM = Text(en="What?", ko="무엇입니까?")
_OPTIONS = {
    "a": Text(en="Two-layer network", ko="2층 신경망"),
    "b": Text(en="Perceptron", ko="퍼셉트론"),
    "c": Text(en="None of these.", ko="모두 아니다"),
    "d": Text(en="1", ko="1"),
}


def made(kind: Any, key: Any, *values: Any, **others: Any) -> Item:
    """Return an item with a key and the values of wrong ideas."""
    why = Text(en="Because.", ko="그래서입니다.")
    wrong = tuple(Wrong(f"idea-{number}", value, why) for number, value in enumerate(values))
    return Item(
        kind=kind,
        stem=_STEM,
        params={},
        key=key,
        wrong=wrong,
        solution=Text(en="So it is.", ko="그렇습니다."),
        choices=(key, *values) if kind != "multi" else tuple(_OPTIONS),
        topic="made",
        **others,
    )


NUMBER = made("number", 864, 896, 32, 2)
HALF = made("number", 0.5, 0.25, 2, -1.5)
SHAPE = made("shape", (6, 28, 28), (6, 27, 27), (3, 28, 28), (28, 28, 6))
PAIR = made("shape", (5, 5), (3, 3), (7, 7), (4, 4))
GRID = made("grid", ((1, -2), (0, 4)), ((1, 2), (0, 4)), ((4, 0), (-2, 1)), ((0, 0), (0, 0)))
COLUMN = made("grid", ((1,), (2,)), ((2,), (1,)), ((0,), (0,)), ((1,), (1,)))
HALVES = made("grid", ((0.5, 1), (2, 3)), ((1, 1), (2, 3)), ((0, 0), (0, 0)), ((2, 2), (2, 2)))
CHOICE = made("choice", "b", "a", "c", "d", options=_OPTIONS)
MULTI = made("multi", ("a", "c"), ("a",), ("b",), (), options=_OPTIONS)
YES_NO = replace(
    made("choice", "a", "b", options={name: _OPTIONS[name] for name in "ab"}), choices=("a", "b")
)
EVERY = {
    "number": NUMBER, "half": HALF, "shape": SHAPE, "pair": PAIR, "grid": GRID, "column": COLUMN,
    "halves": HALVES, "choice": CHOICE, "multi": MULTI, "yes_no": YES_NO,
}  # fmt: skip
