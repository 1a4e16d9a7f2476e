"""Render lists as tables that read well without lines, colour or a wide screen."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from rich.table import Table
from rich.text import Text

from autograder.course import Assignment
from cli.page import Page, points
from cli.terminal import safe

TITLE = 1  # the column that gives way on a narrow screen


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int]) -> Table:
    """Return a table; `numbers` are the columns that are written to the right."""
    right = set(numbers)
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for place, header in enumerate(headers):
        side: Literal["left", "right"] = "right" if place in right else "left"
        made.add_column(Text(header), justify=side, no_wrap=place != TITLE)
    for row in rows:
        made.add_row(*(Text(safe(cell)) for cell in row))
    return made


def assignments(found: Sequence[Assignment], page: Page, now: datetime) -> Table:
    """Render the assignments of a course in their order; a narrow page does without time left."""
    headers = [page.say(f"column.{name}") for name in ("assignment", "title", "points")]
    headers.append(page.say("column.due", zone=page.zone_name))
    rows = [
        [
            assignment.slug,
            assignment.title.in_(page.language),
            points(assignment.max_points),
            _due(assignment.due, page),
        ]
        for assignment in found
    ]
    if not page.is_narrow:
        headers.append(page.say("column.left"))
        for assignment, row in zip(found, rows, strict=True):
            row.append(time_left(assignment.due, page, now))
    return table(headers, rows, numbers=[2])


def _due(moment: datetime | None, page: Page) -> str:
    if moment is None:
        return ""
    return page.day(moment) if page.is_narrow else page.when(moment)


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
