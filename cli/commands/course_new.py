"""`grade course new`: a new assignment, ready to be filled in."""

import click

from cli import terminal
from cli.command import Command, Option
from cli.embedded import staff_course
from cli.session import Session


@click.command("course.new", cls=Command)
@click.argument("slug")
@click.option("--title-en", metavar="TITLE", cls=Option)
@click.option("--title-ko", metavar="TITLE", cls=Option)
@click.pass_obj
def new_command(session: Session, *, slug: str, title_en: str | None, title_ko: str | None) -> None:
    """Write a new assignment that passes the check."""
    from autograder.new_assignment import write_assignment  # noqa: PLC0415 - not for --help
    from autograder.words import say  # noqa: PLC0415
    from autograder.yamlfile import short  # noqa: PLC0415

    files = write_assignment(
        staff_course(session, "course new"),
        slug,
        title_en=say("cli", "course.new.title", "en", slug=slug) if title_en is None else title_en,
        title_ko=say("cli", "course.new.title", "ko", slug=slug) if title_ko is None else title_ko,
    )
    terminal.line(session.say("course.new.done", slug=slug))
    for file in files:
        terminal.line(terminal.safe(f"  {short(file)}"))
    terminal.line("\n" + session.say("course.new.next", slug=slug))
