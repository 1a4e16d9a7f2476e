"""The options of a choice, each with what it means to a program and the idea behind it."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from autograder.course import Text
from autograder.quiz.item import CHOICES, Wrong, separated
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


def distinct(right: Option, wrong: Sequence[Option], needed: Collection[str] = ()) -> list[Option]:
    """Return the right option and as many wrong ones as a choice has, which all say another thing.

    Args:
        right: the key.
        wrong: the others, those first that are to be kept.
        needed: the misconceptions that the item is about.

    Raises:
        Redraw: too few are left, or a needed one says what another does.
    """
    by_text: dict[str, Option] = {}
    for each in wrong:
        by_text.setdefault(each.text.en, each)
    lures = [
        Wrong(each.misconception, each.text.en, is_needed=each.misconception in needed)
        for each in wrong
    ]
    kept = separated(right.text.en, lures, CHOICES - 1)
    first = sorted(kept, key=lambda each: not each.is_needed)[: CHOICES - 1]
    return [right, *(by_text[str(each.value)] for each in first)]
