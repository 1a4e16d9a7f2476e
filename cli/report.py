"""Render a report for a terminal: pure functions of the report.

A check is one line; below a failed one stands what was called, what was
expected, what came back and what to try. Checks that fail by the same cause are
explained once, and a file that can't be loaded is one cause for all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.console import Group, RenderableType
from rich.text import Text

from autograder.course import Assignment
from autograder.model import GradeReport, Outcome, ReportedCheck
from cli import advice_lines, causes, check_lines
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
    return Group(*head, *_body(report, assignment, page, with_points=True), Text(), *foot)


def checked(report: GradeReport, assignment: Assignment, page: Page) -> RenderableType:
    """Render a run of the visible checks, which earn no points."""
    passed = sum(check.outcome is Outcome.PASSED for check in report.checks)
    count = Text(page.say("report.passed", passed=passed, total=len(report.checks)), "bold")
    body = _body(report, assignment, page, with_points=False)
    return Group(_title(assignment, page), count, *body, Text(), _walls(report, page))


def _title(assignment: Assignment, page: Page) -> Text:
    return Text(f"{assignment.slug}: {safe(assignment.title.in_(page.language))}", "bold")


def _attempt(report: GradeReport, page: Page) -> Text:
    when = f"{page.when(report.submitted_at)} {page.zone_name}"
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
    return page.say("report.id", short=report.id[:8])


def _body(
    report: GradeReport, assignment: Assignment, page: Page, *, with_points: bool
) -> Iterator[RenderableType]:
    yield from _problem(report, page)
    failure = causes.load_failure(report)
    if failure:
        message = " ".join(safe_lines(failure.message or ""))
        yield Text()
        yield Text(page.say("report.unloaded", message=message), "red")
        yield from check_lines.whereabouts(failure, page)
        yield Text()
    said = _Said()
    for task in assignment.tasks:
        checks = [check for check in report.checks if check.task == task.id]
        title = page.say("report.task", id=task.id, title=safe(task.title.in_(page.language)))
        if checks and failure:
            yield check_lines.unchecked(title, checks, page, with_points=with_points)
        elif checks:
            yield Text()
            yield check_lines.heading(title, checks, page, with_points=with_points)
            yield from _checks(checks, page, said, with_points=with_points)
    yield from advice_lines.section(report, page)


@dataclass
class _Said:
    """What a report has explained already, and need not repeat."""

    last: causes.Cause | None = None
    explained: set[causes.Cause] = field(default_factory=set)
    hints: set[str | None] = field(default_factory=set)

    def holds(self, check: ReportedCheck) -> bool:
        """Whether a reader knows which cause is meant: the last one, or one with a place."""
        cause = causes.cause(check)
        is_named = bool(check.trace) and cause in self.explained
        return cause is not None and (cause == self.last or is_named)

    def add(self, check: ReportedCheck) -> None:
        """Note that a check has been explained."""
        cause = causes.cause(check)
        if cause:
            self.last = cause
            self.explained.add(cause)
        self.hints.add(check.hint)


def _checks(
    checks: Sequence[ReportedCheck], page: Page, said: _Said, *, with_points: bool
) -> Iterator[RenderableType]:
    """Render the checks of a task; what is not written yet comes last."""
    written = [check for check in checks if check.outcome is not Outcome.NOT_ATTEMPTED]
    for group in causes.grouped(written):
        if not said.holds(group[0]):
            first = group.pop(0)
            yield check_lines.line(first, page, with_points=with_points)
            yield from check_lines.details(first, page, with_hint=first.hint not in said.hints)
            if first.outcome is not Outcome.PASSED:
                said.add(first)
        if group:
            yield check_lines.same(group, page, with_points=with_points)
    unwritten = [check for check in checks if check.outcome is Outcome.NOT_ATTEMPTED]
    for group in causes.grouped(unwritten):
        yield check_lines.unwritten(group, page, with_points=with_points)
    if unwritten and unwritten[0].hint not in said.hints:
        yield from check_lines.hint(unwritten[0].hint, page)
        said.hints.add(unwritten[0].hint)
