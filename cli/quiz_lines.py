"""Write an item for a terminal: its stem, what may be chosen, what a reply is worth."""

from collections.abc import Iterator

from autograder.quiz import draw_text
from autograder.quiz.figure import Figure
from autograder.quiz.item import Item
from autograder.quiz.marking import Marked
from autograder.quiz.session import Turn
from cli import terminal
from cli.session import Session

_INDENT = 2  # of choices and solutions [columns]


def question(item: Item, session: Session) -> Iterator[str]:
    """Yield what is asked, and how it is answered where that needs saying."""
    for line in item.stem.in_(session.language).splitlines():
        yield from terminal.wrapped(line)
    if item.figure:
        yield from _figure(item.figure, session)
    for text in _how(item, session):
        yield from terminal.wrapped(text, indent=_INDENT)


def choices(turn: Turn, session: Session) -> Iterator[str]:
    """Yield what is offered, each by its letter."""
    for name, text in zip(turn.names, turn.texts(session.language), strict=True):
        yield from terminal.wrapped(f"{name}) {text}", indent=_INDENT, hang=len(name) + 2)


def marked(found: Marked, session: Session) -> Iterator[str]:
    """Yield what a reply is worth, with a sign where the terminal has one."""
    signs = terminal.signs()
    sign = {"right": signs.passed, "wrong": signs.failed}.get(found.verdict)
    text = found.explained(session.language)
    yield from terminal.wrapped(f"{sign} {text}" if sign else text)


def solution(item: Item, session: Session) -> Iterator[str]:
    """Yield the worked solution."""
    yield session.say("quiz.solution")
    for line in item.solution.in_(session.language).splitlines():
        yield from terminal.wrapped(line, indent=_INDENT)


def write(lines: Iterator[str]) -> None:
    """Print lines."""
    for line in lines:
        terminal.line(line)


def _figure(figure: Figure, session: Session) -> Iterator[str]:
    padding = "·" if terminal.can_carry("·") else "0"
    width = min(terminal.console().width, draw_text.WIDTH)
    drawn = draw_text.lines(figure, session.language, width=width, padding=padding)
    yield from map(terminal.safe, ["", *drawn, ""])


def _how(item: Item, session: Session) -> Iterator[str]:
    names = [[label.in_(session.language) for label in axis] for axis in item.labels]
    if item.kind == "shape" and names:
        order = " × ".join(names[0])
        if order not in item.stem.in_(session.language):
            yield f"({order})"
    if item.kind == "grid" and len(names) > 1:
        yield session.say("quiz.rows", names=", ".join(names[0]))
        yield session.say("quiz.columns", names=", ".join(names[1]))
    if item.kind == "multi":
        yield session.say("quiz.several")
