"""`grade export actions`: a GitHub Actions workflow for a student's repository."""

from pathlib import Path

import click

from autograder.errors import UsageError
from autograder.yamlfile import reason
from cli import exported
from cli.command import Command, Option
from cli.session import Session

_PLACE = Path(".github", "workflows", "convgrade.yml")


@click.command("export.actions", cls=Command)
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", cls=Option)
@click.option("--install", "requirement", metavar="REQUIREMENT", cls=Option)
@click.pass_obj
def actions_command(
    session: Session, *, slugs: tuple[str, ...], output: Path | None, requirement: str | None
) -> None:
    """Write the workflow."""
    assignments = exported.named(session.find_course(), slugs)
    from autograder.exchange.actions import workflow  # noqa: PLC0415 - not for --help

    text = workflow(assignments, session.language, requirement)
    place = None if output is None else output / _PLACE
    if place:
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as err:
            raise UsageError("cannot-write", path=place, problem=reason(err)) from err
    exported.let_out([text], place, session)
