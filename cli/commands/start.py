"""`grade start`: an assignment's files in a folder of the learner's own."""

from pathlib import Path

import click

from autograder.candidates import names
from cli import starter, terminal
from cli.command import Command, Option
from cli.session import Session


@click.command("start", cls=Command)
@click.argument("slug")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--notebook", is_flag=True, cls=Option)
@click.pass_obj
def start_command(session: Session, *, slug: str, folder: str | None, notebook: bool) -> None:
    """Copy an assignment's handout, stub and visible checks into a folder."""
    assignment = session.find_course().assignment(slug)
    target = Path(folder or slug)
    if folder is None:
        starter.refuse_inside(assignment)
    files = starter.start(assignment, target, session.language if notebook else None)
    lines = [session.say("start.done", folder=target), *(f"  {target / file}" for file in files)]
    lines += [
        "",
        session.say(
            "start.next",
            folder=terminal.quoted(target),
            file=names(assignment.files[0])[notebook],
            handout=assignment.handout(session.language).name,
        ),
    ]
    for line in "\n".join(lines).splitlines():
        terminal.line(terminal.safe(line))
