"""Render checks: a line each, and below a failed one what is known about the failure."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.model import Counterexample, Outcome, ReportedCheck, SourceLine
from cli.page import Page, points
from cli.terminal import safe, safe_lines

MAX_PRINTED_LINES = 12
MAX_LINE_CHARACTERS = 400
MAX_TITLES = 5
LABELS = 16  # columns that labels and margin take at most


def heading(
    title: str, checks: Sequence[ReportedCheck], page: Page, *, with_points: bool
) -> RenderableType:
    """Render the line above the checks of a task."""
    right = _sum(checks, page, with_points=with_points)
    return _spread([Text(title, "bold"), Text(f"  {right}", "bold")])


def line(check: ReportedCheck, page: Page, *, with_points: bool) -> RenderableType:
    """Render one check and what it earned."""
    sign, style = _sign(check.outcome, page)
    right = page.say(f"outcome.{check.outcome}")
    if with_points:
        earned = f"{points(check.points)} / {points(check.max_points)}"
        said = check.outcome in (Outcome.PASSED, Outcome.FAILED)
        right = earned if said else f"{right}  {earned}"
    return _spread([Text(f"{sign} ", style), Text(safe(check.title)), Text(f"  {right}", style)])


def same(checks: Sequence[ReportedCheck], page: Page, *, with_points: bool) -> RenderableType:
    """Render checks whose cause stands above."""
    count, titles = len(checks), _titles(checks, page)
    trace = checks[0].trace
    if trace:
        where = f"{safe(trace[-1].file)}:{trace[-1].line}"
        said = page.say("report.same.at", count=count, titles=titles, place=where)
    else:
        said = page.say("report.same", count=count, titles=titles)
    return _together(said, checks, page, with_points=with_points)


def unwritten(checks: Sequence[ReportedCheck], page: Page, *, with_points: bool) -> RenderableType:
    """Render checks of a function that nobody has written yet."""
    told = safe_lines(checks[0].message or "")
    said = told[0] if told else f"{page.say('outcome.NOT_ATTEMPTED')}: {_titles(checks, page)}"
    return _together(_short(said), checks, page, with_points=with_points)


def unchecked(
    title: str, checks: Sequence[ReportedCheck], page: Page, *, with_points: bool
) -> RenderableType:
    """Render a task of which no check could run."""
    return _together(title, checks, page, with_points=with_points)


def _together(
    said: str, checks: Sequence[ReportedCheck], page: Page, *, with_points: bool
) -> RenderableType:
    """Render several checks in one line."""
    sign, style = _sign(checks[0].outcome, page)
    right = _sum(checks, page, with_points=with_points)
    return _spread([Text(f"{sign} ", style), Text(said), Text(f"  {right}", style)])


def _titles(checks: Sequence[ReportedCheck], page: Page) -> str:
    titles = [safe(check.title).rstrip(".") for check in checks[:MAX_TITLES]]
    if len(checks) > MAX_TITLES:
        titles.append(page.say("more", count=len(checks) - MAX_TITLES))
    return "; ".join(titles)


def _sum(checks: Sequence[ReportedCheck], page: Page, *, with_points: bool) -> str:
    if not with_points:
        passed = sum(check.outcome is Outcome.PASSED for check in checks)
        return page.say("report.checks", passed=passed, total=len(checks))
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


def _spread(cells: Sequence[Text]) -> Table:
    """Put the last text at the right margin and the one before at the left, after a sign if any."""
    table = Table.grid(expand=True)
    for _ in cells[:-2]:
        table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")  # its further lines stand below its first
    table.add_column(justify="right", no_wrap=True)
    table.add_row(*cells)
    return table


def details(check: ReportedCheck, page: Page, *, with_hint: bool) -> Iterator[RenderableType]:
    """Render what is known about a failure."""
    if check.outcome is Outcome.PASSED:
        return
    for told in safe_lines(check.message or ""):
        yield Padding(Text(_short(told)), (0, 0, 0, 2), expand=False)
    yield from labels(rows(check, page, with_hint=with_hint))


def whereabouts(check: ReportedCheck, page: Page) -> Iterator[RenderableType]:
    """Render what is known about a failure besides its message."""
    yield from labels(rows(check, page, with_hint=True))


def hint(text: str | None, page: Page) -> Iterator[RenderableType]:
    """Render a hint alone."""
    yield from labels(_labelled(page.say("label.hint"), text))


def labels(labelled: Iterable[tuple[str, str]]) -> Iterator[RenderableType]:
    """Render labelled lines, the texts below each other."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, told in labelled:
        table.add_row(Text(label, "dim"), Text(told))
    if table.row_count:
        yield Padding(table, (0, 0, 0, 2), expand=False)


def rows(check: ReportedCheck, page: Page, *, with_hint: bool) -> Iterator[tuple[str, str]]:
    """Give what is known about a failure besides its message, each line with its label."""
    case = check.counterexample
    if case:
        yield from _labelled(page.say("label.called"), case.call)
        yield from _labelled(page.say("label.expected"), case.expected)
        yield from _labelled(page.say("label.got"), case.got)
        yield from _difference(case, page)
    for number, line in enumerate(check.trace):
        yield ("" if number else page.say("label.at")), place(line)
    for number, idea in enumerate(check.ideas):
        yield ("" if number else page.say("label.idea")), _short(safe(idea))
    if with_hint:
        yield from _labelled(page.say("label.hint"), check.hint)
    printed = safe_lines(check.printed or "")
    if len(printed) > MAX_PRINTED_LINES:
        cut = len(printed) - MAX_PRINTED_LINES
        printed = [*printed[:MAX_PRINTED_LINES], page.say("report.cut", count=cut)]
    for number, text in enumerate(printed):
        yield ("" if number else page.say("label.printed")), _short(text)


def place(line: SourceLine) -> str:
    """Say where a line of the submission stands and what it holds."""
    return _short(f"{safe(line.file)}:{line.line}  {safe(line.text.strip())}")


def _difference(case: Counterexample, page: Page) -> Iterator[tuple[str, str]]:
    """Point to the first character in which two short texts differ."""
    expected, got = safe(case.expected or ""), safe(case.got or "")
    pairs = enumerate(zip(expected, got, strict=False))
    at = next((at for at, (ours, theirs) in pairs if ours != theirs), 0)
    if 0 < at < min(len(expected), len(got), page.width - LABELS) and expected.isascii():
        # Not into the middle of a number.
        while at and (expected[at - 1].isalnum() or expected[at - 1] in ".-"):
            at -= 1
        yield "", " " * at + "^"


def _labelled(label: str, text: str | None) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(safe_lines(text or "")):
        yield ("" if number else label), _short(line)


def _short(line: str) -> str:
    """Cut a line that would fill the screen."""
    if len(line) <= MAX_LINE_CHARACTERS:
        return line
    return line[:MAX_LINE_CHARACTERS] + " ..."
