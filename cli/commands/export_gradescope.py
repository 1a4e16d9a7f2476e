"""`grade export gradescope`: an autograder to upload there."""

from pathlib import Path

import click

from autograder.errors import UsageError
from autograder.model import Language, Level
from cli.command import Command, Option, isolation_option
from cli.embedded import staff_course
from cli.exported import let_out, output_option
from cli.session import Session


@click.command("export.gradescope", cls=Command)
@click.argument("slug")
@output_option
@click.option("--language", type=click.Choice(["ko", "en"]), cls=Option)
@isolation_option
@click.pass_obj
def gradescope_command(
    session: Session,
    *,
    slug: str,
    output: Path | None,
    language: Language | None,
    isolation: Level | None,
) -> None:
    """Write the zip."""
    course = staff_course(session, "export gradescope")
    assignment = course.assignment(slug)
    if not assignment.is_gradable:
        raise UsageError("staff-only", command="grade export gradescope")
    from autograder.exchange import gradescope_zip  # noqa: PLC0415 - heavy, not for --help

    chosen = gradescope_zip.settings(assignment, language or course.languages[0], isolation)
    content = gradescope_zip.autograder(course, assignment, chosen)
    let_out([content], output, session, name="gradescope")
