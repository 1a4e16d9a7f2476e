"""Measure, and write `docs/benchmarks.md` and `docs/benchmarks.svg`: `python -m benchmarks`."""

import argparse
import shlex
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import machine, memory, plot, report, results, suite
from benchmarks.meter import CpuClock, started_clock
from benchmarks.results import Results
from benchmarks.rounds import Rounds, Sources
from benchmarks.subjects import Sizes, Subject, subjects

_SAMPLES = suite.ROOT / "tests" / "submissions" / suite.SLUG
_RIGHT, _WRONG = _SAMPLES / "right" / "im2col.py", _SAMPLES / "wrong" / "overwrites_overlap.py"
_MARKDOWN, _SVG = suite.ROOT / "docs" / "benchmarks.md", suite.ROOT / "docs" / "benchmarks.svg"
_BUSY = 0.25  # cores that others keep busy: above that a figure is worth little


def main() -> int:
    """Do what the options say; return the exit code."""
    options = _options()
    if options.redraw:
        found = results.kept()
    else:
        found = _measure(options, started_clock())
        found.keep()
    _write(found, is_dry=options.dry)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--rounds", type=int, default=5, help="times that each is measured")
    add("--warm", type=int, default=200, help="gradings in a warm process")
    add("--students", type=int, default=30, help="of nbgrader's class")
    add("--sizes", type=_numbers, default="1,100,1000,10000", help="of the batches")
    add("--only", default="", help="keys of subjects, separated by commas")
    add("--quick", action="store_true", help="see that all works; the figures are noise")
    add("--redraw", action="store_true", help="write the figures of the last run again")
    add("--dry", action="store_true", help="print the page, leave the docs alone")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.warm, options.students, options.sizes = 1, 10, 2, (1, 4, 6)
    return options


def _numbers(text: str) -> tuple[int, ...]:
    """Read whole numbers that are separated by commas."""
    return tuple(sorted(int(word) for word in text.split(",") if word))


def _measure(options: argparse.Namespace, clock: CpuClock) -> Results:
    """Measure what was chosen, and say where and when."""
    facts, began, busy = machine.facts(), time.monotonic(), machine.busy_seconds() - clock.seconds()
    sizes = Sizes(options.warm, options.students, options.sizes)
    sources = Sources(_RIGHT.read_bytes(), _WRONG.read_bytes())
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        chosen = _chosen(subjects(sizes, Path(scratch)), options.only)
        rows = Rounds(chosen, sources).run(options.rounds)
    memories = [] if options.only else memory.look(sources.right)
    facts |= {subject.distribution: subject.version for subject in chosen if subject.version}
    busy = machine.busy_seconds() - clock.seconds() - busy
    others = max(0.0, busy / (time.monotonic() - began))
    warning = ": too many, measure again" if others > _BUSY else ""
    facts["other work meanwhile"] = f"{others:.2f} cores{warning}"
    command = shlex.join(["python", "-m", "benchmarks", *sys.argv[1:]])
    return Results(facts, command, rows, memories)


def _chosen(offered: Sequence[Subject], only: str) -> list[Subject]:
    """Return the subjects with these keys, or all of them."""
    keys = only.split(",") if only else [subject.key for subject in offered]
    unknown = set(keys) - {subject.key for subject in offered}
    if unknown:
        known = ", ".join(subject.key for subject in offered)
        raise SystemExit(f"Error: no `{unknown.pop()}`\nhint: there are {known}")
    return [subject for subject in offered if subject.key in keys]


def _write(found: Results, *, is_dry: bool) -> None:
    """Write the page and the drawing, or only print the page."""
    page = report.page(found, right=_RIGHT, wrong=_WRONG)
    if is_dry:
        print(page)
        return
    _MARKDOWN.write_text(page, "utf-8")
    _SVG.write_text(plot.drawing(report.bars(found)), "utf-8")
    print(f"wrote {_MARKDOWN.name} and {_SVG.name}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
