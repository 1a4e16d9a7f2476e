"""Ask one item: what follows a reply. Nothing here reads, prints or keeps anything.

A number is typed in first. After a miss, or when `?` asks for it, there are choices; after the
second miss the worked solution. What can't be read is never counted.
"""

import dataclasses
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from autograder.model import Language
from autograder.quiz.history import Outcome, Said
from autograder.quiz.item import Item, Value, shown
from autograder.quiz.marking import Marked, mark, mark_value
from autograder.quiz.replies import MAX_LENGTH, Unreadable

PATIENCE = 20  # replies in a row that can't be read before a question is left: a script may be lost
_STOP = {"q", ":q", "quit", "exit", "stop", "종료", "그만", "끝"}
_HELP = {"?", "help", "hint", "도움말", "힌트", "모름"}
_LONG = "…"  # stands for a reply that is too long, since no command or letter is called so
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# What the keys of these letters write on a Korean keyboard that was not switched over.
_JAMO = "ㅁㅠㅊㅇㄷㄹㅎㅗㅑㅓㅏㅣㅡㅜㅐㅔㅂㄱㄴㅅㅕㅍㅈㅌㅛㅋ"
_KEYS = {
    unicodedata.normalize("NFKC", jamo): letter
    for jamo, letter in zip(_JAMO, _LETTERS, strict=True)
}


@dataclass(frozen=True)
class Turn:
    """Where an item stands.

    Attributes:
        item: what is asked.
        offered: what may be chosen from; empty while a number is to be typed in.
        misses: wrong replies so far.
        was_helped: whether choices were asked for.
        was_empty: whether the last reply was nothing; nothing twice asks for help.
        unread: replies in a row that could not be read.
        outcome: how it ended; None while it has not.
    """

    item: Item
    offered: tuple[Value, ...] = ()
    misses: int = 0
    was_helped: bool = False
    was_empty: bool = False
    unread: int = 0
    outcome: Outcome | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What the values that are offered are called: `a`, `b`, …, or an option's own name."""
        if self.item.options:
            return tuple(map(str, self.offered))
        return tuple(_LETTERS[: len(self.offered)])

    def texts(self, language: Language) -> tuple[str, ...]:
        """What the values that are offered are, in words: as `names`, one for each."""
        options = self.item.options
        if options:
            return tuple(options[name].in_(language) for name in self.names)
        return tuple(shown(value, self.item, language) for value in self.offered)


class Answer(NamedTuple):
    """What follows a reply.

    Attributes:
        turn: where the item stands now.
        said: `choices` are offered, the `solution` is told, the item is `skipped`, or all ends at
            `stop`; else what was typed was right, wrong or unreadable.
        marked: what the reply is worth, where it was one.
    """

    turn: Turn
    said: Said
    marked: Marked | None = None


def begin(item: Item) -> Turn:
    """Ask an item: one with options offers them from the start."""
    return Turn(item, offered=item.choices if item.options else ())


def answer(turn: Turn, reply: str) -> Answer:
    """Return what follows a reply."""
    text = _typed(reply)
    if is_stop(turn.item, reply):
        return Answer(turn, "stop")
    if text in _HELP or (not text and turn.was_empty):
        return _helped(turn)
    marked = _marked(turn, text, reply)
    if marked.verdict == "unreadable":
        return _unread(turn, marked, was_empty=not text)
    turn = dataclasses.replace(turn, was_empty=False, unread=0)
    is_second = turn.misses > 0 or turn.was_helped
    if marked.verdict == "right":
        outcome: Outcome = "second" if is_second else "first"
        return Answer(dataclasses.replace(turn, outcome=outcome), "right", marked)
    return Answer(_missed(turn, marked, is_last=is_second), "wrong", marked)


def is_stop(item: Item, reply: str) -> bool:
    """Whether a reply ends all, and is not the name of an option."""
    text = _typed(reply)
    return text in _STOP and text not in item.options


def mark_once(item: Item, reply: str) -> Marked:
    """Mark the one reply to an item that is asked without help."""
    return _marked(begin(item), _typed(reply), reply)


def mark_shown(item: Item, reply: str) -> Marked:
    """Mark a reply to an item that was shown with its choices: a value, or a choice's letter."""
    marked = mark(item, reply)
    if marked.verdict != "unreadable" or item.options:
        return marked
    value = _lettered(Turn(item, offered=item.choices), _typed(reply))
    return marked if value is None else mark_value(item, value)


def skipped(turn: Turn) -> Answer:
    """Leave an item; it counts for nothing."""
    return Answer(dataclasses.replace(turn, outcome="skipped"), "skipped")


def _typed(reply: str) -> str:
    """Return a reply as a command or a letter is compared; a long one is neither."""
    if len(reply) > MAX_LENGTH:
        return _LONG
    text = unicodedata.normalize("NFKC", reply).strip().casefold()
    return _KEYS.get(text, text)


def _helped(turn: Turn) -> Answer:
    """Offer choices, or where there are some tell the solution."""
    turn = dataclasses.replace(turn, was_helped=True, was_empty=False, unread=0)
    if turn.offered or len(turn.item.choices) < 2:
        return Answer(dataclasses.replace(turn, outcome="wrong"), "solution")
    return Answer(dataclasses.replace(turn, offered=turn.item.choices), "choices")


def _marked(turn: Turn, text: str, reply: str) -> Marked:
    """Mark a reply; of choices only what is offered counts: `2` may mean the second one."""
    if not turn.offered or turn.item.kind == "multi":
        return mark(turn.item, reply)
    value = _lettered(turn, text)
    if value is not None:
        return mark_value(turn.item, value)
    marked = mark(turn.item, reply)
    if marked.value in turn.offered:
        return marked
    if marked.problem and marked.problem.key in ("reply.empty", "reply.long"):
        return marked
    problem = Unreadable("reply.choice", names=", ".join(turn.names))
    return Marked("unreadable", problem=problem)


def _lettered(turn: Turn, text: str) -> Value | None:
    letter = text.strip("().[] ")
    return turn.offered[turn.names.index(letter)] if letter in turn.names else None


def _unread(turn: Turn, marked: Marked, *, was_empty: bool) -> Answer:
    turn = dataclasses.replace(turn, was_empty=was_empty, unread=turn.unread + 1)
    return skipped(turn) if turn.unread >= PATIENCE else Answer(turn, "unreadable", marked)


def _missed(turn: Turn, marked: Marked, *, is_last: bool) -> Turn:
    """Offer what is left to choose from; the last miss, or too little left, ends the item."""
    left = turn.offered or turn.item.choices
    if turn.item.kind != "multi":
        left = tuple(value for value in left if value != marked.value)
    is_over = is_last or len(left) < 2
    return dataclasses.replace(
        turn,
        misses=turn.misses + 1,
        offered=left,
        outcome="wrong" if is_over else None,
    )
