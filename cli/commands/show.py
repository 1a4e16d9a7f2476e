"""`grade show`: the report of an attempt, once more."""

import re
from typing import TYPE_CHECKING

import click

from autograder.course import Course
from autograder.errors import UsageError
from cli import embedded, terminal
from cli.command import Command, Option, json_option, student_option
from cli.session import Session

if TYPE_CHECKING:
    from autograder.records import Store, StoredSubmission

_ID = re.compile("[0-9a-fA-F]+")


@click.command("show", cls=Command)
@click.argument("id", metavar="[SLUG|ID]", required=False)
@click.option("--attempt", type=click.IntRange(min=1), metavar="N", cls=Option)
@student_option
@json_option
@click.option("--staff", is_flag=True, cls=Option)
@click.pass_obj
def show_command(
    session: Session,
    *,
    id: str | None,  # noqa: A002 - Click names it as the help does
    attempt: int | None,
    student: str | None,
    as_json: bool,
    staff: bool,
) -> None:
    """Show the report of an attempt again."""
    course = session.find_course()
    with embedded.open_store(course, "show") as store:
        stored = _find(store, course, id, student, attempt)
        grading = store.grading(stored.id)
        if grading is None:
            raise UsageError("not-graded-yet", id=stored.id, slug=stored.assignment)
        assignment, language = course.assignment(stored.assignment), session.language
        before = embedded.report_before(store, stored, course, assignment, language)
    report = embedded.report(stored, grading, course, assignment, language, staff=staff)
    if as_json:
        terminal.write_json(report.model_dump(mode="json"))
        return
    from cli import graded  # noqa: PLC0415 - --json does without Rich

    graded.show(report, before, course, session)


def _find(
    store: "Store", course: Course, word: str | None, student: str | None, number: int | None
) -> "StoredSubmission":
    """Return the attempt that an assignment's name or an id means, or the student's last one.

    Raises:
        CourseError: the word is neither, but much like an assignment's name.
        UsageError: there is no such attempt, or its number was given without an assignment.
    """
    if word in course.slugs:
        return _of_assignment(store, word, embedded.student_name(student), number)
    if word is not None and not _ID.fullmatch(word.strip()):
        course.assignment(word)
    if number is not None:
        raise UsageError("attempt-of-what", number=number)
    if word is None:
        attempts = store.attempts(student=embedded.student_name(student))
        if not attempts:
            raise UsageError("no-attempts")
        return store.get(attempts[-1].id)
    stored = store.get(word)
    if student is not None and stored.student != _clean(student):
        raise UsageError("no-such-attempt", id=word)
    return stored


def _of_assignment(
    store: "Store", slug: str, student: str, number: int | None
) -> "StoredSubmission":
    """Return the student's attempt of an assignment with this number, or the last one."""
    attempts = store.attempts(student=student, assignment=slug)
    if not attempts:
        raise UsageError("no-attempts-of", slug=slug)
    if number is None:
        return store.get(attempts[-1].id)
    found = next((each for each in attempts if each.attempt == number), None)
    if found is None:
        raise UsageError("no-such-number", slug=slug, number=number, last=attempts[-1].attempt)
    return store.get(found.id)


def _clean(student: str) -> str:
    from autograder.records.students import clean_name  # noqa: PLC0415 - heavy, and only staff's

    return clean_name(student)
