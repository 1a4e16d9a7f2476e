"""`grade export json`: the reports that count, as one JSON document."""

import json
from pathlib import Path

import click

from cli import exported
from cli.command import Command
from cli.embedded import staff_course
from cli.session import Session


@click.command("export.json", cls=Command)
@exported.of_reports
@click.pass_obj
def json_command(
    session: Session, *, slugs: tuple[str, ...], output: Path | None, staff: bool
) -> None:
    """Write every report as `grade show --json` has it."""
    reports = exported.reports(
        staff_course(session, "export json"), slugs, session, "export json", staff=staff
    )
    documents = [report.model_dump(mode="json") for report in reports]
    document = {"schema_version": 1, "reports": documents}
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    exported.let_out([text], output, session)
