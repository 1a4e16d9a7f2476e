"""`grade nbgrader push`: our points into nbgrader's gradebook."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.course import Assignment, Course
from autograder.errors import UsageError
from cli import nbgrader_sides, terminal
from cli.command import Command
from cli.page import Page
from cli.session import Session

if TYPE_CHECKING:
    from autograder.gradebook.book import Book


@click.command("nbgrader.push", cls=Command)
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@nbgrader_sides.with_options
def push_command(
    session: Session,
    *,
    slugs: tuple[str, ...],
    course_dir: Path | None,
    dry_run: bool,
    add_students: bool,
    as_json: bool,
) -> None:
    """Write what differs, and say what it was."""
    course = session.find_course()
    for slug in slugs:
        course.assignment(slug)
    with nbgrader_sides.both_sides(course, course_dir, "nbgrader push") as (book, store):
        from autograder.gradebook import push  # noqa: PLC0415 - not for --help

        found = push.plan(book, store, _chosen(book, course, slugs), add_students=add_students)
        if not dry_run:
            push.write(found, book)
    if as_json:
        terminal.write_json(nbgrader_sides.document(found.outcome, dry_run=dry_run))
    else:
        page = Page.of(course, session.language)
        nbgrader_sides.show(found.outcome, "push", page, dry_run=dry_run)


def _chosen(book: "Book", course: Course, slugs: tuple[str, ...]) -> list[Assignment]:
    """Return the assignments that are named; by default all that the gradebook has a notebook of.

    Raises:
        UsageError: the gradebook does not know one of them, or none at all.
    """
    wanted = book.named(slugs) if slugs else list(filter(book.has_notebook, course.slugs))
    if not wanted:
        raise UsageError("gradebook-not-ours", path=book.path)
    return [course.assignment(slug) for slug in wanted]
