"""Render what `grade course check` found: a table, then each fault."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from autograder import words
from autograder.model import Language
from cli import terminal
from cli.tables import table
from cli.terminal import safe

if TYPE_CHECKING:
    from autograder.course_check import CourseReport, Fault


def rendered(report: "CourseReport", language: Language) -> RenderableType:
    """Render a report on a course."""

    def say(key: str, **values: object) -> str:
        return words.say("cli", key, language, **values)

    rows = [
        (each.slug, _verdict(each.faults, language), str(each.checks), str(each.samples))
        for each in report.assignments
    ]
    if report.faults:
        rows.append((say("course.whole"), _verdict(report.faults, language), "", ""))
    has_quizzes = report.quizzes and (report.quizzes.topics or report.quizzes.faults)
    if report.quizzes and (has_quizzes or not report.assignments):
        rows.append((say("course.quizzes"), _verdict(report.quizzes.faults, language), "", ""))
    headers = [say("column.assignment"), *(say(f"course.{name}") for name in _COLUMNS)]
    lines = (line for fault in report.every_fault for line in _lines(fault, language))
    return Group(table(headers, rows, numbers=[2, 3]), *lines)


_COLUMNS = ("verdict", "checks", "samples")


def _verdict(faults: "tuple[Fault, ...]", language: Language) -> str:
    """Say `ok`, or how many faults and warnings there are."""
    warnings = sum(fault.severity == "warning" for fault in faults)
    counts = {"faults": len(faults) - warnings, "warnings": warnings}
    said = [
        words.say("cli", f"course.{name}", language, **{name: count})
        for name, count in counts.items()
        if count
    ]
    return ", ".join(said) or words.say("cli", "course.ok", language)


def _lines(fault: "Fault", language: Language) -> Iterator[RenderableType]:
    """Render one fault: file, key and value, what is wrong, what to do."""
    is_warning = fault.severity == "warning"
    signs, said = terminal.signs(), fault.say(language)
    sign = signs.ours if is_warning else signs.failed
    kind = words.say("cli", f"course.{fault.severity}", language)
    yield Text()
    yield Text(safe(f"{sign} {kind}: {fault.file}: {fault.place} = `{fault.value}`"), "bold")
    for line in (said.message, f"{words.say('cli', 'hint', language)} {said.hint}"):
        yield Padding(Text(safe(line)), (0, 0, 0, 2))
