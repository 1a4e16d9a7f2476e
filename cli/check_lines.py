"""Render one check: a line, and below a failed one what is known about the failure."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.model import Outcome, ReportedCheck
from cli.page import Page, points
from cli.terminal import safe, safe_lines

MAX_PRINTED_LINES = 12
MAX_LINE_CHARACTERS = 400
Cause = tuple[object, ...]


def cause(check: ReportedCheck) -> Cause | None:
    """Return what explains a failure, to compare it with the next; None where nothing does."""
    if check.outcome is Outcome.PASSED:
        return None
    told: Cause = (check.message, check.trace)
    if check.outcome is Outcome.FAILED:  # the call matters; elsewhere any call ends the same way
        told = (*told, check.hint, check.counterexample, check.printed)
    return (check.outcome, *told) if any(told) else None


def heading(title: str, checks: Sequence[ReportedCheck], *, with_points: bool) -> RenderableType:
    """Render the line above the checks of a task."""
    return _spread(Text(title, "bold"), Text(_sum(checks, with_points=with_points), "bold"))


def line(check: ReportedCheck, page: Page, *, with_points: bool) -> RenderableType:
    """Render one check and what it earned."""
    sign, style = _sign(check.outcome, page)
    left = Text.assemble((sign, style), " ", safe(check.title))
    word = page.say(f"outcome.{check.outcome}")
    if not with_points:
        return _spread(left, Text(word, style))
    earned = f"{points(check.points)} / {points(check.max_points)}"
    said = check.outcome in (Outcome.PASSED, Outcome.FAILED)
    return _spread(left, Text(earned if said else f"{word}  {earned}", style))


def same(checks: Sequence[ReportedCheck], page: Page, *, with_points: bool) -> RenderableType:
    """Render checks whose cause stands above."""
    sign, style = _sign(checks[0].outcome, page)
    titles = "; ".join(safe(check.title).rstrip(".") for check in checks)
    said = page.say("report.same", count=len(checks), titles=titles)
    right = _sum(checks, with_points=with_points)
    return _spread(Text.assemble((sign, style), " ", said), Text(right, style))


def _sum(checks: Sequence[ReportedCheck], *, with_points: bool) -> str:
    if not with_points:
        passed = sum(check.outcome is Outcome.PASSED for check in checks)
        return f"{passed} / {len(checks)}"
    is_known = all(check.points is not None for check in checks)
    earned = sum(check.points or 0 for check in checks) if is_known else None
    return f"{points(earned)} / {points(sum(check.max_points for check in checks))}"


def _sign(outcome: Outcome, page: Page) -> tuple[str, str]:
    if outcome is Outcome.PASSED:
        return page.signs.passed, "green"
    if outcome is Outcome.INTERNAL_ERROR:
        return page.signs.ours, "magenta"
    if outcome is Outcome.SKIPPED:
        return page.signs.skipped, "yellow"
    return page.signs.failed, "red"


def _spread(left: Text, right: Text) -> Table:
    """Put a text at the left margin and another at the right one."""
    table = Table.grid(expand=True, padding=(0, 2))
    table.add_column(ratio=1, overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_row(left, right)
    return table


def details(check: ReportedCheck, page: Page, *, with_hint: bool) -> Iterator[RenderableType]:
    """Render what is known about a failure."""
    if check.outcome is Outcome.PASSED:
        return
    for told in safe_lines(check.message or ""):
        yield Padding(Text(_short(told)), (0, 0, 0, 2), expand=False)
    rows = list(_rows(check, page, with_hint=with_hint))
    if rows:
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for label, told in rows:
            table.add_row(Text(label, "dim"), Text(told))
        yield Padding(table, (0, 0, 0, 2), expand=False)


def _rows(check: ReportedCheck, page: Page, *, with_hint: bool) -> Iterator[tuple[str, str]]:
    case = check.counterexample
    if case:
        yield from _labelled(page.say("label.called"), case.call)
        yield from _labelled(page.say("label.expected"), case.expected)
        yield from _labelled(page.say("label.got"), case.got)
    for number, line in enumerate(check.trace):
        place = f"{safe(line.file)}:{line.line}  {safe(line.text.strip())}"
        yield ("" if number else page.say("label.at")), _short(place)
    if with_hint:
        yield from _labelled(page.say("label.hint"), check.hint)
    printed = safe_lines(check.printed or "")
    if len(printed) > MAX_PRINTED_LINES:
        cut = len(printed) - MAX_PRINTED_LINES
        printed = [*printed[:MAX_PRINTED_LINES], page.say("report.cut", count=cut)]
    for number, text in enumerate(printed):
        yield ("" if number else page.say("label.printed")), _short(text)


def _labelled(label: str, text: str | None) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(safe_lines(text or "")):
        yield ("" if number else label), _short(line)


def _short(line: str) -> str:
    """Cut a line that would fill the screen."""
    if len(line) <= MAX_LINE_CHARACTERS:
        return line
    return line[:MAX_LINE_CHARACTERS] + " ..."
