"""`grade submit`: hand in, grade, record and explain."""

import sys
from collections.abc import Callable
from contextlib import ExitStack

import click

from autograder import turns
from autograder.errors import SandboxError, SuiteError, UsageError
from autograder.model import GradeReport, Level
from cli import embedded, terminal
from cli.command import Command, Option, isolation_option, json_option, student_option
from cli.session import Session
from cli.target import Target, find_target, read_submission


@click.command("submit", cls=Command)
@click.argument("slug", required=False)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@student_option
@json_option
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="PERCENT", cls=Option)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), hidden=True, cls=Option)
@isolation_option
@click.pass_obj
def submit_command(
    session: Session,
    *,
    slug: str | None,
    paths: tuple[str, ...],
    student: str | None,
    as_json: bool,
    fail_under: float | None,
    seed: int | None,
    isolation: Level | None,
) -> int:
    """Hand in, grade, record and explain."""
    target = find_target(session, slug, paths, "submit")
    embedded.require_solutions(target.assignment, "submit")
    if not sys.platform.startswith("linux"):  # there it is known without a try
        embedded.require_walls(isolation)
    report, before = _grade(target, session, student, seed, isolation)
    if as_json:
        terminal.write_json(report.model_dump(mode="json"))
    else:
        from cli import graded  # noqa: PLC0415 - --json does without Rich

        graded.show(report, before, target.course, session)
    if report.isolation and report.isolation.level != "jail":
        terminal.note(session.say("note.weaker", level=report.isolation.level))
    return _exit_code(report, fail_under)


def _grade(
    target: Target, session: Session, student: str | None, seed: int | None, level: Level | None
) -> tuple[GradeReport, GradeReport | None]:
    """Store, grade and record; return the report, and that of the attempt before."""
    handed_in = read_submission(target, session)
    course, assignment = target.course, target.assignment
    name = embedded.student_name(student)
    with ExitStack() as stack:
        with turns.turn("store", 2 * turns.cores()):
            store = stack.enter_context(embedded.open_store(course, "submit"))
            from autograder import attempts  # noqa: PLC0415 - heavy, and not for --help

            stored = attempts.hand_in(handed_in, assignment, store, student=name)
        try:
            with turns.turn("grade", turns.cores(), _say_waiting(session)):
                embedded.require_walls(level)
                grading = attempts.grade(
                    stored, handed_in, assignment, store, seed=seed, level=level
                )
        except (SandboxError, SuiteError, UsageError, KeyboardInterrupt):
            terminal.note(session.say("note.kept"))
            raise
        before = embedded.report_before(store, stored, course, assignment, session.language)
    return embedded.report(stored, grading, course, assignment, session.language), before


def _say_waiting(session: Session) -> Callable[[], None]:
    return lambda: terminal.note(session.say("note.waiting"))


def _exit_code(report: GradeReport, fail_under: float | None) -> int:
    if report.status == "failed" or report.points is None:
        return 3
    percent = 100 * report.points / report.max_points if report.max_points else 100
    return 1 if fail_under is not None and percent < fail_under else 0
