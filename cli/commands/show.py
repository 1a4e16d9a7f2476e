"""`grade show`: the report of an attempt, once more."""

from typing import TYPE_CHECKING

import click

from autograder.errors import UsageError
from cli import embedded, terminal
from cli.changes import since_attempt
from cli.command import Command, Option, json_option, student_option
from cli.page import Page
from cli.session import Session

if TYPE_CHECKING:
    from autograder.records import Store, StoredSubmission


@click.command("show", cls=Command)
@click.argument("id", metavar="[ID]", required=False)
@student_option
@json_option
@click.option("--staff", is_flag=True, cls=Option)
@click.pass_obj
def show_command(
    session: Session,
    *,
    id: str | None,  # noqa: A002 - Click names it as the help does
    student: str | None,
    as_json: bool,
    staff: bool,
) -> None:
    """Show the report of an attempt again."""
    course = session.find_course()
    with embedded.open_store(course, "show") as store:
        stored = _find(store, id, student)
        grading = store.grading(stored.id)
        if grading is None:
            raise UsageError("not-graded-yet", id=stored.id, slug=stored.assignment)
        before = embedded.report_before(store, stored, course, session.language)
    report = embedded.report(stored, grading, course, session.language, staff=staff)
    if as_json:
        terminal.write_json(report.model_dump(mode="json"))
        return
    from cli import report as rendering  # noqa: PLC0415 - --json does without Rich

    page = Page.of(course, session.language)
    terminal.write(rendering.graded(report, course.assignment(stored.assignment), page))
    if before:
        terminal.lines("", *since_attempt(before, report, session))


def _find(store: "Store", start: str | None, student: str | None) -> "StoredSubmission":
    """Return the attempt that an id means, or the student's last one."""
    if start is not None:
        stored = store.get(start)
        if student is not None and stored.student != _clean(student):
            raise UsageError("no-such-attempt", id=start)
        return stored
    attempts = store.attempts(student=embedded.student_name(student))
    if not attempts:
        raise UsageError("no-attempts")
    return store.get(attempts[-1].id)


def _clean(student: str) -> str:
    from autograder.records.students import clean_name  # noqa: PLC0415 - heavy, and only staff's

    return clean_name(student)
