"""`grade course confusion`: which wrong idea is taken for which."""

from typing import TYPE_CHECKING, Any

import click

from cli import terminal
from cli.command import Command, Option, json_option
from cli.commands.course_check import samples_folder, show_progress
from cli.embedded import staff_course
from cli.session import Session

if TYPE_CHECKING:
    from autograder.course_check.confusion import Named


@click.command("course.confusion", cls=Command)
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option("--samples", metavar="DIR", cls=Option)
@json_option
@click.pass_obj
def confusion_command(
    session: Session, *, slugs: tuple[str, ...], samples: str | None, as_json: bool
) -> None:
    """Grade every known mistake and print what it was taken for."""
    from autograder.course_check.confusion import confusion, mistakes_of  # noqa: PLC0415 - heavy

    course = staff_course(session, "course confusion")
    folder = samples_folder(course, samples)
    assignments = [course.assignment(slug) for slug in slugs or course.slugs]
    mistakes = [each for assignment in assignments for each in mistakes_of(assignment, folder)]
    found = confusion(course, mistakes, show_progress(session))
    if as_json:
        terminal.write_json([_document(each) for each in found])
        return
    from cli import confusions  # noqa: PLC0415 - --json does without Rich

    terminal.write(confusions.rendered(found, session.language))


def _document(found: "Named") -> dict[str, Any]:
    return {
        "assignment": found.mistake.slug,
        "misconception": found.mistake.id,
        "name": found.mistake.name,
        "is_sample": found.mistake.sample is not None,
        "first": found.first,
        "others": list(found.others),
        "failed": list(found.failed),
        "tasks": list(found.tasks),
    }
