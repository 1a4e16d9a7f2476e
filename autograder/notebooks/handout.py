"""A handout in the pieces of a notebook: before the tasks, each task, and what follows them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from autograder.course import Assignment
from autograder.model import Language
from autograder.words import say

_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_HEADING = re.compile(r"^##? ")


class Handout(NamedTuple):
    """The texts of a notebook.

    Attributes:
        intro: what comes before the tasks, with how to start in a notebook.
        tasks: by number.
        end: what comes after the tasks; may be empty.
    """

    intro: str
    tasks: dict[int, str]
    end: str


def read(assignment: Assignment, language: Language, file: str) -> Handout:
    """Split the handout of an assignment at its tasks.

    Args:
        assignment: whose handout.
        language: that it is in.
        file: name of the notebook, for the words about handing it in.
    """
    lines = assignment.handout(language).read_text(encoding="utf-8").split("\n")
    starts = sorted(_starts(lines, assignment))
    cuts = [*(line for line, _ in starts), len(lines)]
    tasks = {number: lines[line:end] for (line, number), end in zip(starts, cuts[1:], strict=True)}
    end = ""
    if starts:
        last = starts[-1][1]
        at = _second_heading(tasks[last])
        tasks[last], end = tasks[last][:at], _joined(tasks[last][at:])
    for task in assignment.tasks:
        tasks.setdefault(task.id, [f"## {task.title.in_(language)}"])
    intro = _with_start(lines[: cuts[0]], _start(assignment, language, file))
    return Handout(intro, {number: _joined(text) for number, text in tasks.items()}, end)


def _starts(lines: Sequence[str], assignment: Assignment) -> Iterator[tuple[int, int]]:
    """Give the line where each task begins, and its number."""
    for task in assignment.tasks:
        anchor = re.compile(rf"""\bid=["']{re.escape(task.handout.removeprefix("#"))}["']""")
        yield from [(at, task.id) for at, line in enumerate(lines) if anchor.search(line)][:1]


def _headings(lines: Sequence[str]) -> list[int]:
    """Return the lines that are headings of the first two levels."""
    found, fenced = [], False
    for at, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and _HEADING.match(line):
            found.append(at)
    return found


def _second_heading(lines: Sequence[str]) -> int:
    """Return where a task's section ends: at the heading after its own, or with the text."""
    return next(iter(_headings(lines)[1:]), len(lines))


def _start(assignment: Assignment, language: Language, file: str) -> str:
    return say("notebooks", "start", language, slug=assignment.slug, file=file)


def _with_start(intro: list[str], start: str) -> str:
    """Put how to start in place of the section that says it for files, whose tables stay."""
    cuts = [*_headings(intro), len(intro)]
    for begin, end in pairwise(cuts):
        section = intro[begin:end]
        if any(line.startswith("grade start ") for line in section):
            tables = _joined([line if line.startswith("|") else "" for line in section])
            return _joined([*intro[:begin], start, "", tables, "", *intro[end:]])
    return _joined([*intro, start])


def _joined(lines: Sequence[str]) -> str:
    """Join lines, with one empty line where there are several."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
