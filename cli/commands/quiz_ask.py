"""`grade quiz ask`: one item, for scripts and for who wants just one."""

import secrets
from typing import Any

import click

from autograder.quiz.document import document
from autograder.quiz.drawing import draw
from autograder.quiz.item import Item, written
from autograder.quiz.marking import Marked, mark
from autograder.quiz.topics import chosen, topics
from cli import terminal
from cli.command import Command, Option, json_option
from cli.session import Session

_SEEDS = 1_000_000  # short enough to be typed in again


@click.command("quiz.ask", cls=Command)
@click.argument("topic", metavar="TOPIC")
@click.option("--seed", type=click.IntRange(0, 2**53), metavar="N", cls=Option)
@click.option("--level", type=click.IntRange(1, 3), default=1, metavar="1|2|3", cls=Option)
@click.option("--answer", metavar="REPLY", cls=Option)
@click.option("--with-key", is_flag=True, cls=Option)
@json_option
@click.pass_obj
def ask_command(
    session: Session, *, topic: str, seed: int | None, level: int, answer: str | None,
    with_key: bool, as_json: bool,
) -> None:  # fmt: skip
    """Print an item, and what a reply to it is worth."""
    (found, *_) = chosen([topic], topics(session.find_course()))
    item = draw(found, level, secrets.randbelow(_SEEDS) if seed is None else seed)
    marked = None if answer is None else mark(item, answer)
    if as_json:
        told = document(item, session.language, with_key=with_key)
        terminal.write_json(told | ({"marked": _marked(marked, session)} if marked else {}))
        return
    _show(item, session)
    if marked:
        terminal.paragraph(marked.explained(session.language))
    if with_key:
        for line in item.solution.in_(session.language).splitlines():
            terminal.paragraph(line)


def _marked(marked: Marked, session: Session) -> dict[str, Any]:
    return {
        "verdict": marked.verdict,
        "value": marked.value,
        "misconception": (marked.wrong and marked.wrong.misconception) or None,
        "explanation": marked.explained(session.language),
    }


def _show(item: Item, session: Session) -> None:
    for line in item.stem.in_(session.language).splitlines():
        terminal.paragraph(line)
    for name, text in item.options.items():
        terminal.paragraph(f"  {name}) {text.in_(session.language)}")
    if not item.options and item.choices:
        terminal.line("  " + " | ".join(map(written, item.choices)))
    terminal.line(session.say("quiz.seed", topic=item.topic, level=item.level, seed=item.seed))
