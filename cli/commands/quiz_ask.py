"""`grade quiz ask`: one item, for scripts and for who wants just one."""

import click

from autograder.quiz.document import document
from autograder.quiz.drawing import draw
from autograder.quiz.item import Item
from autograder.quiz.session import Turn, mark_shown
from autograder.quiz.topics import chosen, topics
from cli import quiz_lines, terminal
from cli.command import Command, Option, json_option
from cli.quiz_begin import level_option, named_or_drawn, seed_option
from cli.quiz_json import marking
from cli.session import Session


@click.command("quiz.ask", cls=Command)
@click.argument("topic", metavar="TOPIC")
@seed_option
@level_option(default=1)
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
    item = draw(found, level, named_or_drawn(seed))
    marked = None if answer is None else mark_shown(item, answer)
    if as_json:
        told = document(item, session.language, with_key=with_key, with_figure=True)
        terminal.write_json(
            told | ({"marked": marking(marked, session.language)} if marked else {})
        )
        return
    _show(item, session)
    if marked:
        quiz_lines.write(quiz_lines.marked(marked, session))
    if with_key:
        quiz_lines.write(quiz_lines.solution(item, session))


def _show(item: Item, session: Session) -> None:
    quiz_lines.write(quiz_lines.question(item, session))
    quiz_lines.write(quiz_lines.choices(Turn(item, offered=item.choices), session))
    terminal.line(session.say("quiz.seed", topic=item.topic, level=item.level, seed=item.seed))
