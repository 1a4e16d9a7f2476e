"""Render a report for a terminal: pure functions of the report.

A check is one line; below a failed one stands what was called, what was
expected, what came back and what to try. Checks that fail by the same cause are
explained once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from autograder.course import Assignment
from autograder.model import GradeReport, Outcome, ReportedCheck
from cli import check_lines
from cli.page import Page, points
from cli.terminal import safe, safe_lines

BAR_CELLS = 20


def graded(report: GradeReport, assignment: Assignment, page: Page) -> RenderableType:
    """Render a graded attempt."""
    head = [_title(assignment, page), _attempt(report, page), _points(report, page)]
    if report.late_penalty:
        head.append(Text(page.say("report.late", points=points(report.late_penalty))))
    foot = [_walls(report, page), Text(_id_line(report, page), "dim")]
    if report.seed is not None:
        foot.append(Text(page.say("report.seed", seed=report.seed), "dim"))
    return Group(*head, *_problem(report, page), *_tasks(report, assignment, page), Text(), *foot)


def checked(report: GradeReport, assignment: Assignment, page: Page) -> RenderableType:
    """Render a run of the visible checks, which earn no points."""
    passed = sum(check.outcome is Outcome.PASSED for check in report.checks)
    count = Text(page.say("report.passed", passed=passed, total=len(report.checks)), "bold")
    body = [*_problem(report, page), *_tasks(report, assignment, page, with_points=False)]
    return Group(_title(assignment, page), count, *body, Text(), _walls(report, page))


def _title(assignment: Assignment, page: Page) -> Text:
    return Text(f"{assignment.slug}: {safe(assignment.title.in_(page.language))}", "bold")


def _attempt(report: GradeReport, page: Page) -> Text:
    when = page.when(report.submitted_at)
    student = safe(report.student)
    return Text(page.say("report.attempt", student=student, attempt=report.attempt, when=when))


def _points(report: GradeReport, page: Page) -> Text:
    shown = page.say(
        "report.points", points=points(report.points), max_points=points(report.max_points)
    )
    share = (report.points or 0) / report.max_points if report.max_points else 0
    full = int(share * BAR_CELLS)  # rounded down: a full bar is full points
    bar = page.signs.full * full + page.signs.empty * (BAR_CELLS - full)
    return Text.assemble((shown, "bold"), "  ", (bar, "green" if full == BAR_CELLS else "yellow"))


def _problem(report: GradeReport, page: Page) -> Iterator[Text]:
    if report.status != "graded":
        yield Text()
        yield Text(page.say(f"report.{report.status}"), "red")
    yield from (Text(line) for line in safe_lines(report.message or ""))


def _walls(report: GradeReport, page: Page) -> Text:
    parts = []
    if report.isolation:
        layers = ", ".join(report.isolation.layers)
        parts.append(page.say("report.walls", level=report.isolation.level, layers=layers))
    parts.append(page.say("report.took", seconds=f"{report.seconds:.1f}"))
    return Text(", ".join(parts), "dim")


def _id_line(report: GradeReport, page: Page) -> str:
    return page.say("report.id", id=report.id, short=report.id[:8])


def _tasks(
    report: GradeReport, assignment: Assignment, page: Page, *, with_points: bool = True
) -> Iterator[RenderableType]:
    said = _Said()
    for task in assignment.tasks:
        checks = [check for check in report.checks if check.task == task.id]
        if checks:
            title = page.say("report.task", id=task.id, title=safe(task.title.in_(page.language)))
            yield Text()
            yield check_lines.heading(title, checks, with_points=with_points)
            yield from _checks(checks, page, said, with_points=with_points)


@dataclass
class _Said:
    """What a report has explained already, and need not repeat."""

    cause: check_lines.Cause | None = None
    hints: set[str | None] = field(default_factory=set)


def _checks(
    checks: Sequence[ReportedCheck], page: Page, said: _Said, *, with_points: bool
) -> Iterator[RenderableType]:
    for cause, group in groupby(checks, check_lines.cause):
        run = list(group)
        if cause is None:
            yield from (check_lines.line(check, page, with_points=with_points) for check in run)
            continue
        if cause != said.cause:
            first = run.pop(0)
            yield check_lines.line(first, page, with_points=with_points)
            yield from check_lines.details(first, page, with_hint=first.hint not in said.hints)
            said.cause = cause
            said.hints.add(first.hint)
        if run:
            yield check_lines.same(run, page, with_points=with_points)
