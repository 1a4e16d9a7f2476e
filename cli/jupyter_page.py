"""Render a run of the visible checks for Jupyter: as HTML, and as the text of a terminal.

Everything that a student's code can decide is escaped; nothing in it steers a page or a terminal.
"""

import html
import io
from collections.abc import Iterable, Iterator

from rich.console import Console

from autograder.course import Assignment, Course
from autograder.model import GradeReport, Language, Outcome, ReportedCheck
from cli import causes, check_lines, report, terminal
from cli.page import Page
from cli.terminal import safe, safe_lines

_WIDTH = 92
_LEFT = "text-align:left;vertical-align:top"
_CODE = "white-space:pre-wrap;overflow-wrap:anywhere"


def rendered(
    found: GradeReport, assignment: Assignment, course: Course, language: Language
) -> tuple[str, str]:
    """Return a report as text and as HTML."""
    page = Page(language, terminal.FANCY, course.timezone, _WIDTH)
    file = io.StringIO()
    out = Console(
        file=file, width=_WIDTH, color_system=None, force_jupyter=False, force_terminal=False,
        markup=False, highlight=False, emoji=False,
    )  # fmt: skip
    out.print(report.checked(found, assignment, page))
    text = "\n".join(row.rstrip() for row in file.getvalue().rstrip().splitlines())
    return text, "".join(_html(found, assignment, page))


def _html(found: GradeReport, assignment: Assignment, page: Page) -> Iterator[str]:
    passed = sum(check.outcome is Outcome.PASSED for check in found.checks)
    count = page.say("report.passed", passed=passed, total=len(found.checks))
    title = f"{assignment.slug}: {assignment.title.in_(page.language)}"
    yield f"<p><strong>{_text(title)}</strong><br>{_text(count)}</p>"
    for line in safe_lines(found.message or ""):
        yield f"<p>{html.escape(line)}</p>"
    yield "<table>"
    said: set[object] = {None}
    for check in found.checks:
        cause = causes.cause(check)
        hint = None if check.hint in said or cause in said else check.hint
        yield from _row(check, page, hint, is_explained=cause not in said)
        said |= {cause, hint}
    yield "</table>"
    if found.advice:
        yield f"<p>{_text(page.say('report.advice'))}</p><ul>"
        for each in found.advice:
            yield f"<li>{_text(each.message)} <em>{_text(f'{each.file}:{each.line}')}</em></li>"
        yield "</ul>"


def _row(
    check: ReportedCheck, page: Page, hint: str | None, *, is_explained: bool
) -> Iterator[str]:
    """Give the row of a check: how it ended, what it is, and below why it failed."""
    is_passed = check.outcome is Outcome.PASSED
    sign = page.signs.passed if is_passed else page.signs.failed
    word = page.say(f"outcome.{check.outcome}")
    yield f'<tr><td style="{_LEFT};white-space:nowrap">{sign} {_text(word)}</td>'
    yield f'<td style="{_LEFT}">{_text(check.title)}'
    if is_explained:
        for line in safe_lines(check.message or ""):
            yield f"<br><strong>{html.escape(line)}</strong>"
        yield from _labelled(check_lines.rows(check, page, with_hint=False))
        for line in safe_lines(hint or ""):
            yield f"<em>{_text(page.say('label.hint'))}:</em> {html.escape(line)}<br>"
    yield "</td></tr>"


def _labelled(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Give labelled lines as a table, whose lines below each other are read as one column."""
    yield "<table>"
    for label, told in rows:
        yield f'<tr><td style="{_LEFT};white-space:nowrap">{_text(label)}</td>'
        yield f'<td style="{_LEFT}"><code style="{_CODE}">{html.escape(told)}</code></td></tr>'
    yield "</table>"


def _text(told: object) -> str:
    """Return a text as HTML shows it; nothing in it steers a page or the writing direction."""
    return html.escape(safe(told))
