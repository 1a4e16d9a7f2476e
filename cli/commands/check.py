"""`grade check`: the visible checks on a learner's work; nothing is recorded."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from autograder.errors import UsageError
from autograder.model import GradeReport, Level, Outcome
from cli import next_step, terminal
from cli import watch as watching
from cli.changes import Changes
from cli.check_files import CheckFiles
from cli.command import Command, Option, isolation_option, json_option
from cli.page import Page
from cli.session import Session
from cli.target import Target, find_target, read_submission

# What only an attempt has.
_NOT_OF_A_CHECK = {"id", "student", "attempt", "submitted_at", "points", "max_points"}
_NOT_OF_A_CHECK |= {"late_penalty", "seed"}


@click.command("check", cls=Command)
@click.argument("slug", required=False)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--watch", is_flag=True, cls=Option)
@json_option
@click.option("--junit", type=click.Path(path_type=Path), metavar="FILE", cls=Option)
@click.option("--result", type=click.Path(path_type=Path), metavar="FILE", cls=Option)
@isolation_option
@click.pass_obj
def check_command(
    session: Session,
    *,
    slug: str | None,
    paths: tuple[str, ...],
    watch: bool,
    as_json: bool,
    junit: Path | None,
    result: Path | None,
    isolation: Level | None,
) -> int:
    """Run the visible checks."""
    files = CheckFiles(junit, result)
    target = find_target(session, slug, paths, "check")
    given = [name for name in (slug, *paths) if name]

    def look(before: GradeReport | None = None) -> GradeReport:
        if watch and not as_json and not terminal.is_screen():
            terminal.line(session.say("watch.run", time=f"{datetime.now():%H:%M:%S}"))
        report = _run(target, session, isolation)
        files.write(report, session)
        if as_json:
            terminal.write_json(_document(report))
        else:
            _show(report, target, session, given)
        if before:
            for line in Changes.between(before, report).lines(session):
                terminal.note(line)
        return report

    if watch:
        if Path("-") in target.paths:
            raise UsageError("nothing-to-watch")
        return watching.watch(target.paths, session, look)
    return watching.exit_code(look())


def _run(target: Target, session: Session, level: Level | None) -> GradeReport:
    from autograder import feedback, grading  # noqa: PLC0415 - heavy, and not for --help

    handed_in = read_submission(target, session)
    found = grading.check(handed_in, target.assignment, level=level)
    nobody = feedback.HandedIn(
        id="",
        student="",
        attempt=0,
        submitted_at=datetime.now(UTC),
        source_sha256=handed_in.sha256,
    )
    view = feedback.View(language=session.language, feedback="full", staff=False)
    return feedback.report(found, nobody, target.assignment, view)


def _document(report: GradeReport) -> dict[str, Any]:
    """Return the report without what only an attempt has, and with the count."""
    passed = sum(check.outcome is Outcome.PASSED for check in report.checks)
    document = report.model_dump(mode="json", exclude=_NOT_OF_A_CHECK)
    return {**document, "passed": passed, "total": len(report.checks)}


def _show(report: GradeReport, target: Target, session: Session, given: Sequence[str]) -> None:
    from cli import report as rendering  # noqa: PLC0415 - --json does without Rich

    page = Page.of(target.course, session.language)
    terminal.write(rendering.checked(report, target.assignment, page), "")
    for text in next_step.after_check(report, target.assignment, session, given):
        terminal.paragraph(text)
