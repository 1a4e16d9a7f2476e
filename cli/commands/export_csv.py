"""`grade export csv`: the points that count, plain or for the gradebook of Canvas or Moodle."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from autograder.errors import UsageError
from cli import exported
from cli.command import Command, Option
from cli.embedded import staff_course
from cli.session import Session

if TYPE_CHECKING:
    from autograder.exchange.points_csv import Points, Table
    from autograder.records.counted import Counted

_STYLES = ["plain", "canvas", "moodle"]
_Style = Literal["plain", "canvas", "moodle"]


@click.command("export.csv", cls=Command)
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option("--style", type=click.Choice(_STYLES), default="plain", cls=Option)
@click.option("--roster", type=click.Path(path_type=Path), metavar="FILE", cls=Option)
@click.option("--column", "columns", metavar="SLUG=HEADER", multiple=True, cls=Option)
@exported.output_option
@click.pass_obj
def csv_command(
    session: Session,
    *,
    slugs: tuple[str, ...],
    style: _Style,
    roster: Path | None,
    columns: tuple[str, ...],
    output: Path | None,
) -> None:
    """Write a line for each student."""
    if style == "plain" and (roster or columns):
        raise UsageError("roster-plain")
    course = staff_course(session, "export csv")
    headers = {course.assignment(slug).slug: name for slug, name in map(_named, columns)}
    found = exported.counted(course, slugs, session, "export csv")
    from autograder.exchange import points_csv  # noqa: PLC0415 - not for --help

    table = _table(style, _points(found, headers), roster)
    exported.let_out([points_csv.written(table.rows)], output, session)
    exported.tell_unknown(table.unknown, session)


def _named(text: str) -> tuple[str, str]:
    slug, _, header = text.partition("=")
    if not header.strip():
        raise UsageError("column-not-named", text=text)
    return slug, header


def _points(found: "list[Counted]", headers: dict[str, str]) -> "Points":
    from autograder.exchange.points_csv import Points  # noqa: PLC0415 - not for --help

    earned: dict[str, dict[str, float]] = {}
    for each in found:
        for attempt in each.attempts:
            earned.setdefault(attempt.student, {})[attempt.assignment] = attempt.points or 0.0
    ordered = {student: earned[student] for student in sorted(earned)}
    return Points([each.assignment for each in found], ordered, headers)


def _table(style: _Style, points: "Points", roster: Path | None) -> "Table":
    from autograder.exchange import points_csv  # noqa: PLC0415 - not for --help
    from autograder.exchange import roster as rosters  # noqa: PLC0415

    if style == "plain":
        return points_csv.plain(points)
    known = rosters.read(roster, style) if roster else None
    return (
        points_csv.canvas(points, known) if style == "canvas" else points_csv.moodle(points, known)
    )
