"""Hold a round of questions: read replies, keep each, and let a face show what follows."""

import contextlib
import sys
from collections.abc import Mapping
from typing import Protocol

from autograder.quiz.drawing import Topic
from autograder.quiz.history import Log, Replied
from autograder.quiz.practice import Round, rounds
from autograder.quiz.session import Answer, Turn, answer
from cli import terminal

_LONGEST = 1 << 16  # a longer line counts as several replies [characters]


class Face(Protocol):
    """What a round needs to show itself."""

    def opening(self, held: Round, *, is_continued: bool) -> None:
        """Say that a round begins, or goes on."""

    def question(self, number: int, count: int, turn: Turn) -> None:
        """Ask a question, with its choices where there are any by now."""

    def answered(self, answer: Answer) -> None:
        """Say what follows a reply."""

    def closing(self, held: Round, *, is_stopped: bool) -> None:
        """Say how it went."""


def hold(held: Round, face: Face, log: Log, known: Mapping[str, Topic]) -> None:
    """Ask what is left of a round until it is done or stopped; every reply is kept at once.

    Ctrl-C, Ctrl-D, `q` and the end of a file stop it.

    Raises:
        UsageError: a reply can't be kept.
    """
    prepare()
    is_stopped = True
    with contextlib.suppress(KeyboardInterrupt):
        asked = (_ask(held, number, face, log, known) for number in held.open_numbers())
        is_stopped = not all(asked)
    name = held.started.round
    face.closing(
        next(each for each in rounds(log.read()) if each.started.round == name),
        is_stopped=is_stopped,
    )


def _ask(held: Round, number: int, face: Face, log: Log, known: Mapping[str, Topic]) -> bool:
    """Ask one question until it is over; return whether the round goes on."""
    turn = held.turn(number, known)
    if turn is None:  # a course may lose a topic between two days
        log.add(_left(held, number))
        return True
    face.question(number, len(held.started.questions), turn)
    while turn.outcome is None:
        reply = read()
        if reply is None:
            return False
        found = answer(turn, reply)
        if found.said == "stop":
            return False
        turn = found.turn
        if found.said != "unreadable":
            log.add(_line(held, number, known[turn.item.topic].skill, reply, found))
        face.answered(found)
    return True


def _line(held: Round, number: int, skill: str, reply: str, found: Answer) -> Replied:
    item = found.turn.item
    return Replied(
        round=held.started.round,
        number=number,
        item=item.id,
        topic=item.topic,
        skill=skill,
        level=item.level,
        reply=reply if found.marked else "",
        said=found.said,
        misconception=found.marked.misconception if found.marked else None,
        outcome=found.turn.outcome,
    )


def _left(held: Round, number: int) -> Replied:
    """Return what is kept of a question that can be asked no more."""
    question = held.started.questions[number]
    return Replied(
        round=held.started.round,
        number=number,
        item="",
        topic=question.topic,
        skill="",
        level=question.level,
        reply="",
        said="skipped",
        outcome="skipped",
    )


def prepare() -> None:
    """Let every byte be read as something, and a line be edited where it is typed."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")
    if sys.stdin and sys.stdin.isatty() and sys.stdout.isatty():
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401, PLC0415 - Windows has none, and its console edits lines


def read() -> str | None:
    """Return what was typed, or the next line of a file; None at its end."""
    if sys.stdin is None:
        return None
    try:
        if sys.stdin.isatty():
            return input("> ")
        line = sys.stdin.readline(_LONGEST)
    except EOFError:
        terminal.line("")
        return None
    except (OSError, ValueError):  # a folder, or closed
        return None
    return line.rstrip("\r\n") if line else None
