"""The options of a choice, each with what it means to a program and the idea behind it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from autograder.course import Text
from autograder.quiz.item import Wrong
from autograder.quiz.stream import Stream

_NAMES = "abcdefgh"


class Option(NamedTuple):
    """Something to choose.

    Attributes:
        text: what is read.
        meaning: the same as JSON, for `params`.
        misconception: behind a wrong one; empty for the right one.
        because: how the misconception leads there, in the numbers of the item.
    """

    text: Text
    meaning: Any
    misconception: str = ""
    because: str = ""


class Lettered(NamedTuple):
    """Options in another order, by letter, as an item and its `params` hold them."""

    key: str
    wrong: tuple[Wrong, ...]
    texts: dict[str, Text]
    meanings: dict[str, Any]


def lettered(rng: Stream, options: Sequence[Option]) -> Lettered:
    """Shuffle options, of which one has no misconception: the key."""
    named = dict(zip(_NAMES, rng.shuffled(options), strict=False))
    return Lettered(
        key=next(name for name, each in named.items() if not each.misconception),
        wrong=tuple(
            Wrong(each.misconception, name, each.because)
            for name, each in named.items()
            if each.misconception
        ),
        texts={name: each.text for name, each in named.items()},
        meanings={name: each.meaning for name, each in named.items()},
    )
