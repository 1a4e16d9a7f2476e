"""An item as something to choose from, each alternative with what it shows about who takes it."""

from functools import cache
from typing import Any, NamedTuple

from autograder import words
from autograder.course import Text
from autograder.quiz.item import CHOICES, Item, Value, bilingual, shown


class Alternative(NamedTuple):
    """Something to choose.

    Attributes:
        text: what is read.
        is_right: whether it is the key, or belongs to it.
        explanation: what is said to who chooses it, if there is something to say.
    """

    text: Text
    is_right: bool
    explanation: Text | None


def is_many(item: Item) -> bool:
    """Whether an item is asked as options that are each right or wrong.

    Where none is right no quiz could count, so that the sets are what is chosen from.
    """
    return item.kind == "multi" and bool(item.key)


def alternatives(item: Item) -> list[Alternative]:
    """Return what to choose from: the options of a bank, or the key among wrong values."""
    if is_many(item):
        return _options(item)
    return [
        Alternative(value_text(value, item), value == item.key, explained(value, item))
        for value in _values(item)
    ]


def explained(value: Value, item: Item) -> Text | None:
    """Say what a value shows."""
    if value == item.key:
        return told("marked.right")
    wrong = item.wrong_with(value)
    return wrong.explanation if wrong else None


def value_text(value: Value, item: Item) -> Text:
    """Write a value as it is read, an empty set in words."""
    if value == ():
        return told("export.none")
    return bilingual(shown(value, item, "en"), shown(value, item, "ko"))


@cache
def told(key: str) -> Text:
    """Return a text of `words/quiz.yaml` in both languages."""
    return bilingual(words.say("quiz", key, "en"), words.say("quiz", key, "ko"))


def _values(item: Item) -> list[Value]:
    """Return the values to choose from; sets of options in an order that tells nothing."""
    if item.kind != "multi":
        return list(item.choices)
    wrong = [each.value for each in item.wrong[: CHOICES - 1]]
    return sorted([item.key, *wrong], key=repr)


def _options(item: Item) -> list[Alternative]:
    """Return each option, with what is known of who takes this one wrongly and no other."""
    assert isinstance(item.key, tuple)
    right = set(item.key)
    alone = {
        next(iter(extra)): each.explanation
        for each in reversed(item.wrong)
        if len(extra := set(_names(each.value)) - right) == 1
    }
    return [
        Alternative(text, name in right, told("marked.right") if name in right else alone.get(name))
        for name, text in item.options.items()
    ]


def _names(value: Any) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    return value


def plain_value(value: Any) -> str:
    """Write a number as it is typed: no groups, no exponent."""
    text = f"{value:.10f}" if isinstance(value, float) else str(value)
    text = text.rstrip("0").rstrip(".") if isinstance(value, float) else text
    return "0" if text == "-0" else text
