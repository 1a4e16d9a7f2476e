"""Render advice: a line for each thing that is said, the places where, and what to try."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from rich.console import RenderableType
from rich.text import Text

from autograder.model import GradeReport, ReportedAdvice, SourceLine
from cli import check_lines
from cli.page import Page
from cli.terminal import safe


def section(report: GradeReport, page: Page) -> Iterator[RenderableType]:
    """Render the advice of a report; nothing where there is none.

    What a check has said is not said again: a rule that earns points is one.
    """
    said = {check.id for check in report.checks if check.message}
    advice = [each for each in report.advice if each.rule not in said]
    if not advice:
        return
    yield Text()
    yield Text(page.say("report.advice"), "bold")
    for _, rule in groupby(advice, attrgetter("rule")):
        same = [list(group) for _, group in groupby(rule, attrgetter("message"))]
        for number, group in enumerate(same, 1):
            yield Text(f"- {safe(group[0].message)}")
            yield from check_lines.labels(_rows(group, page, is_last=number == len(same)))


def _rows(
    group: Sequence[ReportedAdvice], page: Page, *, is_last: bool
) -> Iterator[tuple[str, str]]:
    """Give the places of one message, and below the last one of a rule the rule's hint."""
    for number, each in enumerate(group):
        line = SourceLine(file=each.file, line=each.line, text=each.text)
        yield ("" if number else page.say("label.at")), check_lines.place(line)
    if group[-1].more:
        yield "", page.say("more", count=group[-1].more)
    if is_last:
        yield page.say("label.hint"), safe(group[-1].hint)
