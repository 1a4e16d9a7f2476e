"""`grade quiz practice`: questions at the terminal, each explained at once."""

from collections.abc import Sequence

import click

from autograder.errors import UsageError
from autograder.quiz.drawing import Topic
from autograder.quiz.topics import chosen
from cli.command import Command, json_option
from cli.quiz_begin import (
    COUNT,
    Desk,
    count_option,
    level_option,
    new_option,
    request,
    seed_option,
)
from cli.session import Session


@click.command("quiz.practice", cls=Command)
@click.argument("names", nargs=-1, metavar="[TOPIC]...")
@level_option()
@count_option
@seed_option
@new_option
@json_option
@click.pass_obj
def practice_command(
    session: Session, *, names: tuple[str, ...], level: int | None, count: int | None,
    seed: int | None, is_new: bool, as_json: bool,
) -> None:  # fmt: skip
    """Ask, mark and explain; go on with a round that was stopped."""
    desk = Desk(session)
    found = chosen(names, desk.known)
    asked = request(names, level=level, count=count, seed=seed)
    held = None if is_new else desk.unfinished("practice", asked)
    if held:
        desk.hold(held, is_continued=True, as_json=as_json)
        return
    wanted = _wanted(found, level, desk, is_named=bool(names))
    held = desk.begin("practice", asked, wanted, count=count or COUNT, seed=seed)
    desk.hold(held, is_continued=False, as_json=as_json)


def _wanted(
    found: Sequence[Topic], level: int | None, desk: Desk, *, is_named: bool
) -> list[tuple[Topic, int]]:
    """Return the topics with the level of each; a topic that lacks the level says so."""
    if level is None:
        return [(topic, desk.level(topic)) for topic in found]
    having = [topic for topic in found if level in topic.levels]
    if not having:
        raise UsageError("quiz-not-enough", topic=found[0].name, level=level)
    for topic in found if is_named else ():
        if topic not in having:
            desk.note("quiz.lacking", topic=topic.name, level=level)
    return [(topic, level) for topic in having]
