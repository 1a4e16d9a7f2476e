"""Mark a reply: right, wrong with the idea behind it where it is known, or unreadable."""

from dataclasses import dataclass
from typing import Literal

from autograder import words
from autograder.model import Language
from autograder.quiz.item import Item, Value, Wrong
from autograder.quiz.replies import Unreadable, parse

Verdict = Literal["right", "wrong", "unreadable"]


@dataclass(frozen=True)
class Marked:
    """What a reply is worth.

    Attributes:
        verdict: `unreadable` is not counted: it may be tried again.
        value: what it was read as; None where it could not be.
        wrong: the wrong idea that leads to this value, where one is known.
        problem: why it could not be read, a key of `words/quiz.yaml` and its values.
    """

    verdict: Verdict
    value: Value | None = None
    wrong: Wrong | None = None
    problem: Unreadable | None = None

    @property
    def misconception(self) -> str | None:
        """The id of the wrong idea behind it, where it has one."""
        return (self.wrong and self.wrong.misconception) or None

    def explained(self, language: Language) -> str:
        """Say what a reply shows: nothing of the right answer, unless it is right."""
        if self.problem:
            return words.say("quiz", self.problem.key, language, **self.problem.values)
        if self.verdict == "right":
            return words.say("quiz", "marked.right", language)
        if self.wrong:
            return self.wrong.explained(language)
        return words.say("quiz", "marked.unknown", language)


def mark(item: Item, reply: str) -> Marked:
    """Mark what somebody typed."""
    try:
        value = parse(reply, item)
    except Unreadable as problem:
        return Marked("unreadable", problem=problem)
    return mark_value(item, value)


def mark_value(item: Item, value: Value) -> Marked:
    """Mark a value, such as one of the item's choices."""
    if value == item.key:
        return Marked("right", value)
    return Marked("wrong", value, item.wrong_with(value))
