"""Hold an item against what every item promises."""

import json
from collections.abc import Iterator
from itertools import chain

from autograder.model import Language
from autograder.quiz.item import CHOICES, Item, Value, shown
from autograder.quiz.replies import Unreadable, parse

LANGUAGES: tuple[Language, ...] = ("en", "ko")


def faults(item: Item) -> list[str]:
    """Return what is wrong with an item, in words for whoever writes generators; best nothing."""
    return list(chain(_values(item), _texts(item), _replies(item)))


def _values(item: Item) -> Iterator[str]:
    values: list[Value] = [item.key, *(each.value for each in item.wrong)]
    if len(set(map(repr, values))) != len(values) or len(set(values)) != len(values):
        yield "the key and the wrong values are not all different"
    if item.options:
        if item.kind == "choice" and set(values) != set(item.options):
            yield "an option is neither the key nor explained"
    elif len(item.wrong) < CHOICES - 1:
        yield f"{len(item.wrong)} wrong values, fewer than {CHOICES - 1}"
    if not set(item.choices) <= set(values) | set(item.options):
        yield "a choice is neither the key nor explained"
    if item.kind in ("choice", "multi") and not item.options:
        yield "there are no options"
    if json.loads(json.dumps(item.params)) != item.params:
        yield "`params` is not what JSON would hold"


def _texts(item: Item) -> Iterator[str]:
    for language in LANGUAGES:
        texts = {"the stem": item.stem, "the solution": item.solution}
        texts |= {f"option {name}": text for name, text in item.options.items()}
        texts |= {f"the explanation of {each.value}": each.explanation for each in item.wrong}
        for what, text in texts.items():
            said = text.in_(language)
            if not said.strip():
                yield f"{what} is empty in {language}"
            has_hangul = any("가" <= sign <= "힣" for sign in said)
            may_be_name = what.startswith("option") or not any(map(str.isalpha, said))
            if has_hangul != (language == "ko") and not may_be_name:
                yield f"{what} is not in {language}"
        end = item.solution.in_(language).rstrip(" .")
        if not end.endswith(shown(item.key, item, language).rstrip(" .")):
            yield f"the solution does not end in the key in {language}"


def _replies(item: Item) -> Iterator[str]:
    for value in [item.key, *(each.value for each in item.wrong)]:
        typed = _typed(value, item)
        try:
            if parse(typed, item) != value:
                yield f"`{typed}` is read as something else"
        except Unreadable:
            # A wrong idea may give fewer sizes than are asked for; that can't be typed in.
            if value == item.key:
                yield f"the key can't be typed in: `{typed}`"


def _typed(value: Value, item: Item) -> str:
    if item.kind == "multi":
        assert isinstance(value, tuple)
        return ",".join(map(str, value)) or "-"
    return str(value) if item.kind == "choice" else shown(value, item)
