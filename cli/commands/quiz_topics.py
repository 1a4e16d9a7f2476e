"""`grade quiz topics`: what can be asked about."""

import click

from autograder import words
from autograder.quiz.topics import topics
from cli import terminal
from cli.command import Command, json_option
from cli.session import Session


@click.command("quiz.topics", cls=Command)
@json_option
@click.pass_obj
def topics_command(session: Session, *, as_json: bool) -> None:
    """List the topics by skill."""
    known = list(topics(session.find_course()).values())
    if as_json:
        terminal.write_json(
            [
                {
                    "topic": each.name,
                    "title": each.title.in_(session.language),
                    "skill": each.skill,
                    "version": each.version,
                    "levels": list(each.levels),
                }
                for each in known
            ]
        )
        return
    width = max(len(each.name) for each in known)
    for skill in dict.fromkeys(each.skill for each in known):
        terminal.line(f"{words.say('quiz', f'skill.{skill}', session.language)} ({skill})")
        for each in known:
            if each.skill == skill:
                title = terminal.safe(each.title.in_(session.language))
                terminal.line(f"  {each.name:{width}}  {title}")
