"""`grade list`: the assignments of the course."""

from datetime import UTC, datetime
from typing import Any

import click

from autograder.course import Assignment, Course
from cli import terminal
from cli.command import Command, json_option
from cli.page import Page
from cli.session import Session


@click.command("list", cls=Command)
@json_option
@click.pass_obj
def list_command(session: Session, *, as_json: bool) -> None:
    """Show the assignments, their points and due dates."""
    course = session.find_course()
    found = course.all_assignments()
    if as_json:
        terminal.write_json(_document(course, found))
        return
    from cli import tables  # noqa: PLC0415 - --json does without Rich

    page = Page.of(course, session.language)
    terminal.write(
        course.title.in_(session.language), tables.assignments(found, page, datetime.now(UTC))
    )


def _document(course: Course, assignments: list[Assignment]) -> dict[str, Any]:
    return {
        "title": course.title.model_dump(),
        "timezone": course.timezone,
        "assignments": [
            {
                "slug": assignment.slug,
                "title": assignment.title.model_dump(),
                "points": assignment.max_points,
                "due": assignment.due.isoformat() if assignment.due else None,
                "files": assignment.files,
                "tasks": [
                    {"id": task.id, "title": task.title.model_dump(), "points": task.points}
                    for task in assignment.tasks
                ],
            }
            for assignment in assignments
        ],
    }
