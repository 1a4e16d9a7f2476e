"""`grade status`: how far a learner has come."""

from typing import Any

import click

from cli import embedded, terminal
from cli.command import Command, json_option, student_option
from cli.page import Page
from cli.road import Step, next_step, road
from cli.session import Session


@click.command("status", cls=Command)
@click.argument("slug", required=False)
@student_option
@json_option
@click.pass_obj
def status_command(
    session: Session, *, slug: str | None, student: str | None, as_json: bool
) -> None:
    """Show the attempts, the best points and what comes next."""
    course = session.find_course()
    name = embedded.student_name(student)
    wanted = course.all_assignments() if slug is None else [course.assignment(slug)]
    with embedded.open_store(course, "status") as store:
        steps = road(wanted, store, name)
    if as_json:
        terminal.write_json({"student": name, "assignments": [_document(step) for step in steps]})
        return
    page = Page.of(course, session.language)
    if slug is None:
        _show_road(steps, name, course.title.in_(page.language), page)
    else:
        _show_one(steps[0], name, page)


def _show_road(steps: list[Step], name: str, title: str, page: Page) -> None:
    from cli import road_tables  # noqa: PLC0415 - --json does without Rich

    zone = page.zone_name
    terminal.paragraph(page.say("status.road", student=name, title=title, zone=zone))
    terminal.write(road_tables.road(steps, page), "")
    terminal.paragraph(_next(steps, page))
    if any(step.attempts for step in steps):
        terminal.paragraph(page.say("status.more"))


def _show_one(step: Step, name: str, page: Page) -> None:
    from cli import road_tables  # noqa: PLC0415 - --json does without Rich

    slug = step.assignment.slug
    title = f"{slug}: {step.assignment.title.in_(page.language)}"
    terminal.paragraph(page.say("status.student", student=name, title=title))
    if not step.attempts:
        terminal.paragraph(page.say("status.none", slug=slug))
        return
    terminal.write(road_tables.one(step, page), "")
    terminal.paragraph(page.say("status.see", slug=slug, number=step.attempts[-1].attempt))


def _next(steps: list[Step], page: Page) -> str:
    step = next_step(steps)
    if step is None:
        return page.say("status.all")
    title = step.assignment.title.in_(page.language)
    return page.say("status.next", slug=step.assignment.slug, title=title)


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
