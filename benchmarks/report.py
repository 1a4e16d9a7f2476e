"""Write the page of the docs: ratios first, then what promised to be reached, then how."""

import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import suite
from benchmarks.plot import Bar
from benchmarks.results import Results, Row
from benchmarks.targets import TARGETS, without_start

_HEAD = """# What a grading costs

`python -m benchmarks` measures, in one run, what it costs to grade a submission with convgrade,
with other graders, and with nothing but Python, on the same checks; then it writes this page. What
counts are the ratios: milliseconds depend on the machine and on what else it does.

```console
$ make bench                                  # everything; about half an hour
$ make bench BENCH="--sizes '' --rounds 3"    # without the batches: about ten minutes
$ make bench BENCH="--quick --dry"            # see that all works; writes nothing
```

It needs Linux and, the first time, a network and 1 GB of disk: pip installs the other graders into
environments of their own below `benchmarks/.envs`. `--help` lists the options.

![CPU time of one submission, by grader](benchmarks.svg)

## One submission

"""
_METHOD = """
## How it is measured

- **The same checks.** All run the {checks} hidden checks of max_pool on the same submission,
  [{right.name}], which passes them all, with cases drawn from the same seed. For the other graders
  the helpers that the checks are written with are replaced by a few lines of numpy, so that nobody
  pays for our imports.
- **Each is proved first.** A figure counts only if its grader gave that submission all points, and
  [{wrong.name}], which fails some checks, the same points as all the others.
- **CPU time of all processes**, user and system: kernels, sandboxes, what is left behind. It is
  the kernel's task clock (`perf_event_open`), which every process inherits, because `getrusage`
  does not see a process that ends with its PID namespace. A submission that burns a second inside
  the sandbox is graded too, and the run fails if the clock does not show it.
- **Only the grading is timed.** What a teacher does once (generating an assignment, building an
  autograder) and what a first run leaves behind (compiled modules, a database) is there before.
- **Bare limit**: a warm process compiles the submission and calls the check functions, with the
  helpers that convgrade's suites use but without sandbox, pytest or report. With the helpers of
  numpy alone, which the other graders get, the same costs a little less; that row stands beside it.
- **In turns.** Every subject is measured once in each round, and the median over the rounds is
  taken; a warm figure is the mean over many gradings with as many seeds.
- **A batch counts in full**, from the start of its interpreter to the last line of output. The cost
  of a batch of one stands for what does not grow; the column "without the start" takes it off.
- **Not counted**: containers. pytest and gradescope-utils run the submission in the process that
  grades it, otter-grader and nbgrader in the kernel that grades it. Only convgrade's figures have
  walls in them.

[{right.name}]: {right_link}
[{wrong.name}]: {wrong_link}
"""
_PROMISES = """
## What was promised

Where nothing else is said, a cost of others is divided by what a submission costs in a
`grade batch` of 1,000 or, where that was not measured, in a warm judge. The table above also
divides by one cold `grade submit`, which starts Python, numpy and a sandbox for one submission. “At
best” is what the ratio would be if grading cost no more than the checks themselves, with the
helpers of numpy alone.

"""
_MEMORY = """
## Memory of one warm judge

Medians while it grades. In PSS a page that several processes share is divided among them; in RSS
it is counted for each. Another worker process of `grade batch` adds a judge, a zygote and workers.

"""


def page(results: Results, *, right: Path, wrong: Path) -> str:
    """Return the page.

    Args:
        results: what was measured.
        right: the submission that everybody graded.
        wrong: the one that everybody failed.
    """
    method = _METHOD.format(
        checks=len(suite.ids_and_points(suite.max_pool())),
        right=right, right_link=_link(right), wrong=wrong, wrong_link=_link(wrong),
    )  # fmt: skip
    parts = [_HEAD, _costs(results), _promises(results), _batches(results), _memory(results)]
    return "".join(parts) + method + _facts(results)


def bars(results: Results) -> list[Bar]:
    """Return what the drawing shows: each subject that was measured, the cheapest first."""
    limit = results.row("bare")
    return [
        Bar(
            row.title.replace("`", ""),
            1000 * row.cpu,
            f"{_written(row.cpu)} ms" + (f" ({row.cpu / limit.cpu:.3g} ×)" if limit else ""),
            is_ours=row.title.startswith("convgrade"),
        )
        for row in sorted(filter(_is_drawn, results.rows), key=lambda row: row.cpu)
    ]


def _is_drawn(row: Row) -> bool:
    return row.is_measured and row.key != "batch-1"


def _link(path: Path) -> str:
    return f"../{path.relative_to(suite.ROOT).as_posix()}"


def _costs(results: Results) -> str:
    to = [results.row(key) for key in ("bare", "ours", "cold")]
    rows = [row for row in results.rows if not row.key.startswith("batch")]
    rows.sort(key=lambda row: row.cpu if row.is_measured else float("inf"))
    lines = [
        [row.title, *(_ratio(row, each) for each in to), _milliseconds(row), _spread(row)]
        for row in rows
    ]
    header = ["", "× bare limit", "× warm", "× cold", "CPU ms", "off by"]
    notes = "".join(f"\n`{row.key}`: {row.problem}\n" for row in rows if row.problem)
    text = "\n“Off by” is the median distance of a round from the median of all rounds.\n"
    return _table(header, lines) + text + notes


def _promises(results: Results) -> str:
    lines = [
        [
            target.text,
            f"at {'most' if target.at_most else 'least'} {target.bound:g}",
            target.shown(results),
            target.verdict(results),
            target.shown_best(results),
        ]
        for target in TARGETS
    ]
    return _PROMISES + _table(["ratio", "promise", "measured", "", "at best"], lines)


def _batches(results: Results) -> str:
    lines = [
        [
            row.title,
            f"{row.cpu * row.submissions:.1f}" if row.is_measured else "–",
            _milliseconds(row),
            _written(without_start(row, results)),
            f"{1 / row.wall:.3g}" if row.is_measured else "–",
        ]
        for row in results.rows
        if row.key.startswith("batch")
    ]
    header = ["", "CPU s", "CPU ms each", "without the start", "submissions a second"]
    return f"\n## Many submissions\n\n{_table(header, lines)}" if lines else ""


def _memory(results: Results) -> str:
    lines = [
        [
            memory.kind,
            f"{memory.count:g}",
            "–" if memory.pss_mb is None else f"{memory.pss_mb:.1f}",
            f"{memory.rss_mb:.1f}",
        ]
        for memory in results.memories
    ]
    header = ["process", "at once", "PSS MB each", "RSS MB each"]
    return _MEMORY + _table(header, lines) if lines else ""


def _facts(results: Results) -> str:
    lines = [f"- {name}: {value}\n" for name, value in results.facts.items()]
    return f"\n## This run\n\n- command: `{results.command}`\n" + "".join(lines)


def _ratio(row: Row, to: Row | None) -> str:
    return f"{row.cpu / to.cpu:.3g}" if row.is_measured and to else "–"


def _milliseconds(row: Row) -> str:
    return _written(row.cpu) if row.is_measured else "not measured"


def _written(cpu_seconds: float | None) -> str:
    """Write milliseconds with three digits, and no fewer than it has."""
    if cpu_seconds is None:
        return "–"
    figure = 1000 * cpu_seconds
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def _spread(row: Row) -> str:
    if not row.is_measured:
        return "–"
    distances = [abs(cost - row.cpu) for cost in row.cpu_seconds]
    return f"{100 * statistics.median(distances) / row.cpu:.0f} %"


def _table(header: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all but the first column lean to the right."""
    rule = ["---", *["--:"] * (len(header) - 1)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (header, rule, *lines))
