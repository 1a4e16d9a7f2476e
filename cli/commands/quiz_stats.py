"""`grade quiz stats`: what was asked so far, and how it went."""

from typing import Any

import click

from autograder.quiz.mastery import Mastery, mastery, skills
from autograder.quiz.standing import Tally, by_topic
from autograder.quiz.topics import chosen
from cli import terminal
from cli.command import Command, json_option
from cli.quiz_begin import Desk
from cli.quiz_json import counts, skill_document
from cli.session import Session


@click.command("quiz.stats", cls=Command)
@click.argument("names", nargs=-1, metavar="[TOPIC]...")
@json_option
@click.pass_obj
def stats_command(session: Session, *, names: tuple[str, ...], as_json: bool) -> None:
    """Show tables by topic and by skill, and the commonest mistakes."""
    desk = Desk(session)
    topics = chosen(names, desk.known)
    wanted = {each.name for each in topics}
    found = [each for each in desk.results if each.topic in wanted or not names]
    mastered = mastery(found, desk.now)
    shares = skills(topics, mastered, desk.now)
    if as_json:
        told = [_document(name, each, mastered[name]) for name, each in by_topic(found).items()]
        told_skills = [skill_document(each) for each in shares]
        terminal.write_json({"schema_version": 1, "topics": told, "skills": told_skills})
        return
    from cli import quiz_tables  # noqa: PLC0415 - --json does without Rich

    page = desk.page()
    if not found:
        terminal.paragraph(page.say("quiz.unknown"))
        return
    terminal.write(quiz_tables.standing(found, desk.known, mastered, page, desk.now), "")
    if any(each.misconceptions for each in found):
        terminal.write(quiz_tables.mistakes(found, page), "")
    terminal.write(quiz_tables.skills(shares, page))


def _document(name: str, counted: Tally, known: Mastery) -> dict[str, Any]:
    return {
        "topic": name,
        **counts(counted),
        "mastery": round(known.share, 3),
        "recall": round(known.recall, 3),
        "due": known.due.isoformat(),
    }
