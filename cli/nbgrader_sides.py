"""What `grade nbgrader pull` and `push` share: both sides opened, and what differs between them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.course import Course
from cli import embedded, terminal
from cli.command import Option, json_option
from cli.page import Page, points

if TYPE_CHECKING:
    from autograder.gradebook.book import Book
    from autograder.gradebook.differences import Change, Changed, Outcome
    from autograder.records import Store
    from autograder.records.gradebook import BookScore

# Of somebody new these say nothing where they are 0 or no, and the last two never.
_QUIET = {"auto_points", "late_penalty", "needs_manual_grade", "max_points", "submitted_at"}
_NEVER = {"max_points", "submitted_at"}


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give `pull` or `push` the session and the options that both have."""
    command = click.pass_obj(command)
    for option in (
        json_option,
        click.option("--add-students", is_flag=True, cls=Option),
        click.option("--dry-run", is_flag=True, cls=Option),
        click.option("--course-dir", type=click.Path(path_type=Path), metavar="DIR", cls=Option),
    ):
        command = option(command)
    return command


@contextmanager
def both_sides(
    course: Course, course_dir: Path | None, command: str
) -> Iterator[tuple["Book", "Store"]]:
    """Open the gradebook of an nbgrader course and our records.

    Args:
        course: ours.
        course_dir: the folder of the nbgrader course; by default the one around the current folder.
        command: for whoever lacks what it needs.

    Raises:
        UsageError: this is a student's install, a package is missing, or a gradebook.
        RecordsError: the records can't be used.
    """
    with embedded.open_store(course, command) as store:
        from autograder.gradebook import due_dates  # noqa: PLC0415 - not for --help

        due_dates.require_nbgrader(f"grade {command}")
        from autograder.gradebook import book, place  # noqa: PLC0415 - needs the records' packages

        with book.opened(place.find(course_dir)) as opened:
            yield opened, store


def document(outcome: "Outcome", *, dry_run: bool) -> dict[str, Any]:
    """Return what has become of it, for a script."""
    return {
        "dry_run": dry_run,
        "changed": [
            {
                "assignment": each.assignment,
                "student": each.student,
                "changes": [
                    {"name": name, "before": _plain(before), "after": _plain(after)}
                    for name, before, after in each.changes
                ],
            }
            for each in outcome.changed
        ],
        "unchanged": outcome.unchanged,
        "refused": [each._asdict() for each in outcome.refused],
        "only_gradebook": [each._asdict() for each in outcome.only_gradebook],
        "only_records": [each._asdict() for each in outcome.only_records],
    }


def figures(score: "BookScore") -> dict[str, Any]:
    """Return the sums over a submission, for a script."""
    return {name: _plain(value) for name, value in score.figures().items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def show(outcome: "Outcome", command: str, page: Page, *, dry_run: bool) -> None:
    """Write a line for each student with a difference; on stderr, who was left out.

    Args:
        outcome: of a pull or a push.
        command: `pull` or `push`.
        page: the reader's side.
        dry_run: whether nothing was written.
    """
    from cli import tables  # noqa: PLC0415 - --json does without Rich

    headers = [page.say("column.student"), page.say("gradebook.change")]
    for slug in dict.fromkeys(each.assignment for each in outcome.changed):
        rows = [
            [each.student, _told(each, page)] for each in outcome.changed if each.assignment == slug
        ]
        terminal.line(terminal.safe(slug))
        terminal.write(tables.table(headers, rows, numbers=[]))
        terminal.line("")
    for each in outcome.refused:
        terminal.note(_left_out(each.assignment, [each.student], page, f"refused.{each.reason}"))
    for one in outcome.only_gradebook:
        terminal.note(_left_out(one.assignment, one.students, page, f"{command}.only-gradebook"))
    for one in outcome.only_records:
        terminal.note(_left_out(one.assignment, one.students, page, f"{command}.only-records"))
    key = "would" if dry_run else "done"
    count, same = len(outcome.changed), outcome.unchanged
    terminal.paragraph(page.say(f"gradebook.{command}.{key}", count=count, same=same))


def _left_out(assignment: str, students: Sequence[str], page: Page, key: str) -> str:
    names = ", ".join(map(terminal.safe, students))
    return page.say(
        f"gradebook.{key}", slug=terminal.safe(assignment), count=len(students), students=names
    )


def _told(changed: "Changed", page: Page) -> str:
    """Write the changes of a student in one line: what it was, what it becomes."""
    told = [_change(each, page) for each in changed.changes if _says_something(each)]
    return ", ".join(told)


def _says_something(change: "Change") -> bool:
    if change.name in _NEVER and change.before is None:
        return False
    return bool(change.name not in _QUIET or change.before is not None or change.after)


def _change(change: "Change", page: Page) -> str:
    name = change.name if change.name.startswith("task-") else page.say(f"gradebook.{change.name}")
    if change.before is None and change.after is None:
        return name
    before, after = _value(change.before, page), _value(change.after, page)
    return f"{name} {before} → {after}"


def _value(value: Any, page: Page) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return page.say("gradebook.yes" if value else "gradebook.no")
    return page.when(value) if isinstance(value, datetime) else points(value)
