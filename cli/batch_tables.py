"""Render a batch: a line per student, then what the class as a whole has earned."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from cli.batch_summary import Summary
from cli.page import Page, points
from cli.tables import table
from cli.terminal import safe

_BINS = 10
_BAR_CELLS = 40
_MOST_CHECKS = 5


def rendered(summary: Summary, seconds: float, page: Page) -> RenderableType:
    """Render a batch.

    Args:
        summary: of its results.
        seconds: that it took [s].
        page: the reader's side.
    """
    names = ("student", "result", "earned", "attempt", "id")
    most = points(summary.assignment.max_points)
    rows = [
        (
            line.student,
            line.result,
            "" if line.points is None else f"{points(line.points)} / {most}",
            str(line.attempt or ""),
            line.id[:8],
        )
        for line in sorted(summary.lines, key=lambda line: line.student)
    ]
    students = table([page.say(f"column.{name}") for name in names], rows, numbers=[2, 3])
    parts: list[RenderableType] = [students, Text(), Text(_counts(summary, seconds, page), "bold")]
    if summary.points:
        parts += [Text(_figures(summary, page)), *map(Text, _histogram(summary, page))]
        parts += [Text(line) for line in _failed_most(summary, page)]
    return Group(*parts)


def _counts(summary: Summary, seconds: float, page: Page) -> str:
    rate = f"{summary.graded / max(seconds, 0.1):.1f}"
    parts = [page.say("batch.new", count=summary.graded, seconds=f"{seconds:.1f}", rate=rate)]
    for name in ("earlier", "rejections", "failures"):
        count = getattr(summary, name)
        if count:
            parts.append(page.say(f"batch.{name}", count=count))
    return ", ".join(parts)


def _figures(summary: Summary, page: Page) -> str:
    return page.say(
        "batch.points",
        most=points(summary.assignment.max_points),
        mean=points(summary.mean),
        median=points(summary.median),
        low=points(min(summary.points)),
        high=points(max(summary.points)),
    )


def _histogram(summary: Summary, page: Page) -> Iterator[str]:
    """Write how many earned how much: a bar for each tenth of the points, the last one full."""
    most = summary.assignment.max_points
    counts = [0] * (_BINS + 1)
    for earned in summary.points:
        counts[int(_BINS * earned / most) if most else _BINS] += 1
    labels = [f"{points(most * each / _BINS)}-" for each in range(_BINS)] + [points(most)]
    width, highest = max(map(len, labels)), max(counts)
    for label, count in zip(labels, counts, strict=True):
        bar = page.signs.full * -(-_BAR_CELLS * count // highest)
        yield f"{label:>{width}}  {bar} {count or ''}".rstrip()


def _failed_most(summary: Summary, page: Page) -> Iterator[str]:
    """Name the checks that most submissions failed."""
    if not summary.failed:
        return
    yield page.say("batch.failed-most")
    for key, count in summary.failed.most_common(_MOST_CHECKS):
        check = summary.checks[key]
        title = safe(check.titles.get(page.language, check.titles["en"]))
        total = len(summary.points)
        yield "  " + page.say(
            "batch.failed-check", count=count, total=total, title=title, task=check.task
        )
