"""Render a learner's road: a line for each assignment with its tasks below, or its attempts."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli.page import Page, points
from cli.road import Step
from cli.tables import table
from cli.terminal import safe

if TYPE_CHECKING:
    from autograder.records import Attempt

_GAP = "  "
_NUMBERS = {1, 2, 3}  # columns of the road that are written to the right


def road(steps: Sequence[Step], page: Page) -> RenderableType:
    """Render how far a learner has come in each assignment."""
    names = ["assignment", "attempts", "best", "last", "submitted", "until"]
    headers = [page.say(f"column.{name}") for name in names]
    rows = [headers, *(_step(step, page) for step in steps)]
    if page.is_narrow:  # `grade list` has the due dates
        rows = [row[:-1] for row in rows]
    first, *rest = _aligned(rows)
    parts: list[RenderableType] = [Text(first, "bold")]
    titles = [title for step in steps for title, _ in _graded(step, page)]
    width = max(map(cell_len, titles), default=0)
    for step, line in zip(steps, rest, strict=True):
        parts += [Text(line), *_tasks(step, page, width)]
    return Group(*parts)


def one(step: Step, page: Page) -> RenderableType:
    """Render the attempts of one assignment, then the tasks of the last one that was graded."""
    headers = [page.say("column.attempt"), page.say("column.id")]
    headers += [page.say("column.when", zone=page.zone_name), page.say("column.earned")]
    rows = [
        (
            str(attempt.attempt),
            attempt.id[:8],
            page.when(attempt.submitted_at),
            _earned(attempt, step, page),
        )
        for attempt in step.attempts
    ]
    return Group(table(headers, rows, numbers=[0, 3]), *_tasks(step, page))


def _step(step: Step, page: Page) -> list[str]:
    most = step.assignment.max_points
    return [
        step.assignment.slug,
        str(len(step.attempts)),
        _of(step.best, most) if step.best is not None else "",
        _earned(step.last, step, page) if step.last else "",
        page.day(step.last.submitted_at) if step.last else "",
        page.day(step.assignment.due) if step.assignment.due else "",
    ]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Put cells below each other; a line is never shortened, whatever the screen."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = []
        for place, (cell, width) in enumerate(zip(map(safe, row), widths, strict=True)):
            blank = " " * (width - cell_len(cell))
            cells.append(blank + cell if place in _NUMBERS else cell + blank)
        lines.append(_GAP.join(cells).rstrip())
    return lines


def _tasks(step: Step, page: Page, width: int = 0) -> Iterator[RenderableType]:
    """Render the points of each task that has been graded; `width` is that of the titles."""
    lines = Table.grid()
    lines.add_column(min_width=min(width, page.width // 2), overflow="fold")
    lines.add_column(justify="right", no_wrap=True)
    for title, earned in _graded(step, page):
        lines.add_row(Text(title), Text(_GAP + earned))
    if lines.row_count:
        yield Padding(lines, (0, 0, 0, 2), expand=False)


def _graded(step: Step, page: Page) -> list[tuple[str, str]]:
    """Return title and points of each task that has been graded."""
    return [
        (
            safe(page.say("status.task", id=task.id, title=task.title.in_(page.language))),
            _of(earned, task.points),
        )
        for task, earned in step.tasks
        if earned is not None
    ]


def _earned(attempt: "Attempt", step: Step, page: Page) -> str:
    if attempt.status is None:
        return page.say("status.waiting")
    if attempt.points is None:
        return page.say("status.ours")
    return _of(attempt.points, step.assignment.max_points)


def _of(earned: float, most: float) -> str:
    return f"{points(earned)} / {points(most)}"
