"""`grade export junit`: the reports that count, as JUnit XML."""

from pathlib import Path

import click

from cli import exported
from cli.command import Command
from cli.embedded import staff_course
from cli.session import Session


@click.command("export.junit", cls=Command)
@exported.of_reports
@click.pass_obj
def junit_command(
    session: Session, *, slugs: tuple[str, ...], output: Path | None, staff: bool
) -> None:
    """Write a suite for each student and assignment."""
    reports = exported.reports(
        staff_course(session, "export junit"), slugs, session, "export junit", staff=staff
    )
    from autograder.exchange.junit import junit  # noqa: PLC0415 - not for --help

    exported.let_out([junit(reports, session.language)], output, session)
