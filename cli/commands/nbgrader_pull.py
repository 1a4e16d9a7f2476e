"""`grade nbgrader pull`: the scores of nbgrader's gradebook into our records."""

from pathlib import Path

import click

from cli import nbgrader_sides, terminal
from cli.command import Command
from cli.page import Page
from cli.session import Session


@click.command("nbgrader.pull", cls=Command)
@click.argument("assignments", metavar="[ASSIGNMENT]...", nargs=-1)
@nbgrader_sides.with_options
def pull_command(
    session: Session,
    *,
    assignments: tuple[str, ...],
    course_dir: Path | None,
    dry_run: bool,
    add_students: bool,
    as_json: bool,
) -> None:
    """Bring over what differs, and say what it was."""
    course = session.find_course()
    with nbgrader_sides.both_sides(course, course_dir, "nbgrader pull") as (book, store):
        from autograder.gradebook import pull  # noqa: PLC0415 - not for --help

        found = pull.plan(book, store, book.named(assignments), add_students=add_students)
        if not dry_run:
            pull.keep(found, store)
    if as_json:
        scores = [
            {**score.model_dump(mode="json"), **nbgrader_sides.figures(score)}
            for score in found.scores
        ]
        told = nbgrader_sides.document(found.outcome, dry_run=dry_run)
        terminal.write_json({**told, "scores": scores})
    else:
        page = Page.of(course, session.language)
        nbgrader_sides.show(found.outcome, "pull", page, dry_run=dry_run)
