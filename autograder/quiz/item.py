"""The item: a question with its key, the wrong ideas' values, and a worked solution.

Everything is plain data, in both languages at once; nothing of it changes after it was drawn.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from pydantic import ValidationError

from autograder.course import Text
from autograder.model import Language
from autograder.quiz.figure import Figure
from autograder.quiz.ideas import explained

Kind = Literal["number", "shape", "grid", "choice", "multi"]
Number = int | float
# number: a number; shape: its sizes; grid: its rows; choice: the option's name; multi: their names.
Value = Number | str | tuple[Number, ...] | tuple[str, ...] | tuple[tuple[Number, ...], ...]
CHOICES = 4  # of an item that is asked as a choice
_LEAST_WRONG = CHOICES - 1


class Redraw(Exception):
    """These numbers make a poor question; the next ones may do."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """The value that a wrong idea leads to.

    Attributes:
        misconception: its id in the catalogue; empty for an option of a bank that has none.
        value: what follows from it, of the item's kind.
        because: how, in the numbers of this item, such as `(32 - 5) / 1 + 1 = 28`; or the whole
            explanation, in both languages.
        is_needed: whether the item is about this idea, and no item without it.
    """

    misconception: str
    value: Value
    because: str | Text = ""
    is_needed: bool = False

    @property
    def explanation(self) -> Text:
        """What the idea is, how it led here, and what holds instead."""
        if isinstance(self.because, Text):
            return self.because
        return bilingual(self.explained("en"), self.explained("ko"))

    def explained(self, language: Language) -> str:
        """Return the explanation in one language."""
        if isinstance(self.because, Text):
            return self.because.in_(language)
        return explained(self.misconception, self.because, language)


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    Attributes:
        kind: what is answered: a number, the sizes of a shape, the rows of a grid, the name of an
            option (`choice`), or names of options (`multi`).
        stem: what is asked.
        params: all that is needed to compute the key elsewhere, as JSON would hold it.
        key: the right answer.
        wrong: the values of wrong ideas, each another and none the key.
        solution: the worked solution, a line each; the last one ends in the key.
        options: for `choice` and `multi`, the texts by name, in their order.
        labels: for a `shape` what its sizes are; for a `grid` that is a table, its rows' names and
            then its columns'.
        figure: what is drawn beside the stem.
        choices: the values to choose from where numbers are not typed in.
        topic, version, level, seed: what it was drawn from.
    """

    kind: Kind
    stem: Text
    params: Mapping[str, Any]
    key: Value
    wrong: tuple[Wrong, ...]
    solution: Text
    options: Mapping[str, Text] = field(default_factory=dict)
    labels: tuple[tuple[Text, ...], ...] = ()
    figure: Figure | None = None
    choices: tuple[Value, ...] = ()
    topic: str = ""
    version: int = 0
    level: int = 0
    seed: int = 0

    @property
    def id(self) -> str:
        """Names the item: what it was drawn from."""
        return f"{self.topic}-v{self.version}-l{self.level}-{self.seed}"

    def wrong_with(self, value: Value) -> Wrong | None:
        """Return the wrong idea behind a value, if it is one that is known."""
        return next((each for each in self.wrong if each.value == value), None)


def separated(key: Value, wrong: Sequence[Wrong], least: int = _LEAST_WRONG) -> tuple[Wrong, ...]:
    """Return wrong values that can be told from the key and from each other.

    Wrong rules often give the right number. Those that an item is not about are left out then.

    Raises:
        Redraw: an idea that is needed leads to the key or to another one's value, or fewer than
            `least` are left.
    """
    seen: dict[Value, Wrong] = {}
    for each in sorted(wrong, key=lambda each: not each.is_needed):
        if each.value == key or each.value in seen:
            if each.is_needed:
                raise Redraw
        else:
            seen[each.value] = each
    if len(seen) < least:
        raise Redraw
    kept = set(map(id, seen.values()))
    return tuple(each for each in wrong if id(each) in kept)


def shown(value: Value, item: Item, language: Literal["ko", "en"] = "en") -> str:
    """Write a value as a learner reads it: `1,024`, `10 × 32 × 32`, rows of a grid, an option."""
    if item.kind == "choice":
        return item.options[str(value)].in_(language)
    if item.kind == "multi":
        assert isinstance(value, tuple)
        return "; ".join(item.options[str(name)].in_(language) for name in value)
    return written(value)


def written(value: Any) -> str:
    """Write a number, a shape (`10 × 32 × 32`) or a grid (`1 2; 3 4`)."""
    if not isinstance(value, tuple):
        return number(value)
    if value and isinstance(value[0], tuple):
        # A comma in a row would stand between two numbers.
        return "; ".join(" ".join(number(cell).replace(",", "") for cell in row) for row in value)
    return " × ".join(map(str, value))


@lru_cache(maxsize=4096, typed=True)
def number(value: Number) -> str:
    """Write a number, a whole one of five digits or more in groups of three: `105,705,600`."""
    if isinstance(value, float):
        text = f"{value:.10f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    return f"{value:,}" if abs(value) >= 10_000 else str(value)


def bilingual(en: str, ko: str) -> Text:
    """Return a text in both languages; as a part of another one, it may be empty."""
    try:
        return Text(en=en, ko=ko)  # checking costs half of what going around it does
    except ValidationError:  # empty, or with half a character
        return Text.model_construct(en=en, ko=ko)


def is_name(topic: str) -> bool:
    """Whether a topic may be called so."""
    return re.fullmatch(r"[a-z][a-z0-9_]{0,39}", topic) is not None
