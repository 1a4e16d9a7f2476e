"""`grade status`: how far a learner has come."""

from typing import Any

import click

from cli import embedded, terminal
from cli.command import Command, json_option, student_option
from cli.page import Page
from cli.road import Step, next_step, road
from cli.session import Session


@click.command("status", cls=Command)
@student_option
@json_option
@click.pass_obj
def status_command(session: Session, *, student: str | None, as_json: bool) -> None:
    """Show the attempts, the best points and what comes next."""
    course = session.find_course()
    name = embedded.student_name(student)
    with embedded.open_store(course, "status") as store:
        steps = road(course.all_assignments(), store, name)
    if as_json:
        terminal.write_json({"student": name, "assignments": [_document(step) for step in steps]})
        return
    from cli import tables  # noqa: PLC0415 - --json does without Rich

    title = course.title.in_(session.language)
    terminal.write(
        terminal.safe(session.say("status.student", student=name, title=title)),
        tables.road(steps, Page.of(course, session.language)),
        terminal.safe(_next(steps, session)),
    )


def _next(steps: list[Step], session: Session) -> str:
    step = next_step(steps)
    if step is None:
        return session.say("status.all")
    title = step.assignment.title.in_(session.language)
    return session.say("status.next", slug=step.assignment.slug, title=title)


def _document(step: Step) -> dict[str, Any]:
    due = step.assignment.due
    return {
        "slug": step.assignment.slug,
        "max_points": step.assignment.max_points,
        "due": due.isoformat() if due else None,
        "best_points": step.best,
        "last_points": step.last.points if step.last else None,
        "tasks": [
            {"id": task.id, "points": earned, "max_points": task.points}
            for task, earned in step.tasks
        ],
        "attempts": [
            attempt.model_dump(mode="json", exclude={"assignment", "student"})
            for attempt in step.attempts
        ],
    }
