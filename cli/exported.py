"""What the commands of `grade export` have in common: where it goes, and what it is made of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.course import Assignment, Course
from autograder.errors import UsageError
from autograder.model import GradeReport, Language
from cli import embedded, outlet, terminal
from cli.command import Option
from cli.session import Session

if TYPE_CHECKING:
    from autograder.records import Store
    from autograder.records.counted import Counted

output_option = click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", cls=Option
)


def of_reports(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that exports reports its argument and options: which, where, for whom."""
    for parameter in (
        click.option("--staff", is_flag=True, cls=Option),
        output_option,
        click.argument("slugs", metavar="[SLUG]...", nargs=-1),
    ):
        command = parameter(command)
    return command


def let_out(
    chunks: Iterable[str] | Iterable[bytes],
    output: Path | None,
    session: Session,
    *,
    name: str | None = None,
) -> None:
    """Write an export into a file and say so, or on stdout.

    Args:
        chunks: the whole of it.
        output: the file; stdout by default.
        session: says it in its language.
        name: of a format that no terminal can show.

    Raises:
        UsageError: it can't be written there.
    """
    if output is not None:
        outlet.to_file(output, chunks)
        terminal.note(terminal.safe(session.say("quiz.export.done", path=output)))
        return
    if name and terminal.is_screen():
        raise UsageError("export-needs-output", format=name)
    outlet.to_stdout(chunks)


def named(course: Course, slugs: Sequence[str]) -> list[Assignment]:
    """Return the assignments that are named, all by default, in the course's order.

    Raises:
        CourseError: there is no such assignment.
    """
    wanted = {course.assignment(slug).slug for slug in slugs} or set(course.slugs)
    return [each for each in course.all_assignments() if each.slug in wanted]


def counted(
    course: Course, slugs: Sequence[str], session: Session, command: str
) -> "list[Counted]":
    """Return what counts of each assignment, and name on stderr who waits to be graded.

    Raises:
        UsageError: this install holds no solutions, or no database package.
    """
    with embedded.open_store(course, command) as store:
        return _counted(store, named(course, slugs), session)


def reports(
    course: Course, slugs: Sequence[str], session: Session, command: str, *, staff: bool
) -> list[GradeReport]:
    """Return the report of every attempt that counts; who waits is named as by `counted`.

    Raises:
        UsageError: this install holds no solutions, or no database package.
    """
    with embedded.open_store(course, command) as store:
        found = _counted(store, named(course, slugs), session)
        return [
            report
            for each in found
            for report in _reports(store, each, course, session.language, staff=staff)
        ]


def _reports(
    store: "Store", what: "Counted", course: Course, language: Language, *, staff: bool
) -> Iterator[GradeReport]:
    for attempt in what.attempts:
        grading = store.grading(attempt.id)
        if grading:
            stored = store.get(attempt.id)
            yield embedded.report(stored, grading, course, what.assignment, language, staff=staff)


def _counted(
    store: "Store", assignments: Sequence[Assignment], session: Session
) -> "list[Counted]":
    from autograder.records.counted import counted as of_all  # noqa: PLC0415 - staff's packages

    found = [of_all(store, assignment) for assignment in assignments]
    for each in found:
        _tell(each.waiting, "export.waiting", session, slug=each.assignment.slug)
    return found


def tell_unknown(students: Sequence[str], session: Session) -> None:
    """Name on stderr the students with points who are not in a class list."""
    _tell(students, "export.unknown", session)


def _tell(students: Sequence[str], key: str, session: Session, **values: str) -> None:
    if students:
        names = ", ".join(map(terminal.safe, students))
        count = len(students)
        terminal.note(session.say(key, count=count, students=names, **values))
