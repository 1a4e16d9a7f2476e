"""Render lists as tables that read well without lines, colour or a wide screen."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from rich.table import Table
from rich.text import Text

from autograder.course import Assignment
from cli.page import Page, points
from cli.road import Step
from cli.terminal import safe

TITLE = 1  # the column that gives way on a narrow screen


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int]) -> Table:
    """Return a table; `numbers` are the columns that are written to the right."""
    right = set(numbers)
    made = Table(box=None, pad_edge=False, padding=(0, 2), header_style="bold")
    for place, header in enumerate(headers):
        side: Literal["left", "right"] = "right" if place in right else "left"
        made.add_column(Text(header), justify=side, no_wrap=place != TITLE)
    for row in rows:
        made.add_row(*(Text(safe(cell)) for cell in row))
    return made


def assignments(found: Sequence[Assignment], page: Page, now: datetime) -> Table:
    """Render the assignments of a course in their order."""
    names = ("assignment", "title", "points", "due", "left")
    rows = [
        (
            assignment.slug,
            assignment.title.in_(page.language),
            points(assignment.max_points),
            page.when(assignment.due) if assignment.due else "",
            time_left(assignment.due, page, now),
        )
        for assignment in found
    ]
    return table([page.say(f"column.{name}") for name in names], rows, numbers=[2])


def road(steps: Sequence[Step], page: Page) -> Table:
    """Render how far a learner has come in each assignment."""
    names = ("assignment", "title", "attempts", "best", "last", "submitted", "due")
    rows = [row for step in steps for row in (_step(step, page), *_tasks(step, page))]
    return table([page.say(f"column.{name}") for name in names], rows, numbers=[2, 3, 4])


def _step(step: Step, page: Page) -> Sequence[str]:
    return (
        step.assignment.slug,
        step.assignment.title.in_(page.language),
        str(len(step.attempts)),
        _of(step.best, step.assignment.max_points) if step.best is not None else "",
        _last(step, page),
        page.day(step.last.submitted_at) if step.last else "",
        page.day(step.assignment.due) if step.assignment.due else "",
    )


def _tasks(step: Step, page: Page) -> list[Sequence[str]]:
    """Return a row for each task of an assignment that has been graded."""
    rows: list[Sequence[str]] = []
    for task, earned in step.tasks:
        if earned is not None:
            title = page.say("status.task", id=task.id, title=task.title.in_(page.language))
            rows.append(("", title, "", "", _of(earned, task.points), "", ""))
    return rows


def time_left(due: datetime | None, page: Page, now: datetime) -> str:
    """Say in words how long there is until a due date."""
    if due is None:
        return page.say("left.none")
    left = due - now
    if left < timedelta(0):
        return page.say("left.overdue")
    if left.days == 0:
        return page.say("left.hours")
    return page.say("left.day" if left.days == 1 else "left.days", days=left.days)


def _last(step: Step, page: Page) -> str:
    if step.last is None:
        return ""
    if step.last.status is None:
        return page.say("status.waiting")
    if step.last.points is None:
        return page.say("status.ours")
    return _of(step.last.points, step.assignment.max_points)


def _of(earned: float, most: float) -> str:
    return f"{points(earned)} / {points(most)}"
