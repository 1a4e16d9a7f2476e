"""Rounds of questions: which are asked, and where a round stands that was stopped."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from autograder.errors import UsageError
from autograder.quiz import session
from autograder.quiz.drawing import Topic, draw, drawn_again
from autograder.quiz.history import Kind, Line, Question, Replied, Started
from autograder.quiz.item import Item, shown
from autograder.quiz.session import Turn
from autograder.quiz.stream import Stream

_TRIES = 40  # seeds in a row that give nothing new, before a topic has no more to ask


class Plan(NamedTuple):
    """What a round will ask.

    Attributes:
        questions: in the order in which they are asked.
        exhausted: topics that have nothing more to ask, with how many questions they have.
    """

    questions: tuple[Question, ...]
    exhausted: dict[str, int]


def plan(wanted: Sequence[tuple[Topic, int]], count: int, seed: int) -> Plan:
    """Choose questions, no two of them the same, from topics in turn.

    The same topics, levels, count and seed give the same questions; each is drawn from a seed of
    its own, counted from `seed`.

    Args:
        wanted: topics, each with the level that is asked.
        count: of questions, or fewer where the topics have no more.
        seed: any whole number.
    """
    left = Stream("round", seed).shuffled(wanted)
    asked: set[object] = set()
    found: list[Question] = []
    exhausted: dict[str, int] = {}
    while left and len(found) < count:
        topic, level = each = left.pop(0)
        item = fresh(topic, level, range(seed, seed + _TRIES), asked)
        if item is None:
            exhausted[topic.name] = sum(question.topic == topic.name for question in found)
            continue
        left.append(each)
        found.append(Question(topic=topic.name, level=level, seed=item.seed))
        seed = item.seed + 1
    return Plan(tuple(found), exhausted)


def fresh(topic: Topic, level: int, seeds: Iterable[int], asked: set[object]) -> Item | None:
    """Draw the first item that was not `asked` yet, and add it there; None where there is none."""
    for seed in seeds:
        try:
            item = draw(topic, level, seed)
        except UsageError:  # it has nothing of this level
            return None
        seen = _look(item)
        if seen not in asked:
            asked.add(seen)
            return item
    return None


def _look(item: Item) -> object:
    """Return what a learner tells an item by; options may stand in another order."""
    return item.topic, item.stem.en, repr(item.figure), shown(item.key, item)


@dataclass(frozen=True)
class Round:
    """Some questions, and the replies that were given so far.

    Attributes:
        started: what began it.
        replies: by the number of their question, in the order in which they came.
    """

    started: Started
    replies: Mapping[int, tuple[Replied, ...]] = field(default_factory=dict)

    def open_numbers(self) -> list[int]:
        """Return the numbers of the questions that have no outcome yet."""
        numbers = range(len(self.started.questions))
        return [number for number in numbers if self.closing(number) is None]

    def closing(self, number: int) -> Replied | None:
        """Return the reply that ended a question; the first, if two terminals asked it."""
        given = self.replies.get(number, ())
        return next((reply for reply in given if reply.outcome), None)

    def turn(self, number: int, known: Mapping[str, Topic]) -> Turn | None:
        """Return where a question stands; None where its topic is no more, or has no such level."""
        question = self.started.questions[number]
        item = drawn_again(known, question.topic, question.level, question.seed)
        if item is None:
            return None
        turn = session.begin(item)
        for reply in self.replies.get(number, ()):
            if reply.item == item.id and turn.outcome is None:
                turn = _again(turn, reply)
        return turn


def _again(turn: Turn, reply: Replied) -> Turn:
    if reply.said == "choices":  # asked for by `?`, or by nothing twice
        return session.answer(turn, "?").turn
    return session.answer(turn, reply.reply).turn


def begun(kind: Kind, request: Iterable[str], questions: Sequence[Question]) -> Started:
    """Return a round that begins now."""
    return Started(
        round=secrets.token_hex(8), kind=kind, request=tuple(request), questions=tuple(questions)
    )


def rounds(lines: Iterable[Line]) -> list[Round]:
    """Return the rounds of a log, in the order in which they were begun."""
    started: dict[str, Started] = {}
    replies: dict[str, dict[int, list[Replied]]] = {}
    for line in lines:
        if isinstance(line, Started):
            started.setdefault(line.round, line)
        else:
            replies.setdefault(line.round, {}).setdefault(line.number, []).append(line)
    return [
        Round(each, {number: tuple(given) for number, given in replies.get(name, {}).items()})
        for name, each in started.items()
    ]


def unfinished(found: Sequence[Round], kind: Kind, request: Sequence[str] = ()) -> Round | None:
    """Return the last round of a kind, if it was stopped and is what is asked for.

    Args:
        found: all rounds.
        kind: practice or review.
        request: what was typed now; nothing means whatever was last.
    """
    last = next((each for each in reversed(found) if each.started.kind == kind), None)
    if last is None or not last.open_numbers():
        return None
    return last if not request or tuple(request) == last.started.request else None
