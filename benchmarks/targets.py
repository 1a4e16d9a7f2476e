"""What convgrade promised to reach, and by how much it does or does not."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.results import Results, Row

# What a submission costs in a class: the first of these that was measured.
_AS_BATCH = ("batch-1000", "batch-100", "ours")

_Figure = Callable[[Results], float | None]


@dataclass(frozen=True)
class Target:
    """A promise.

    Attributes:
        text: in words.
        bound: what the figure must not exceed, or must reach.
        at_most: whether the bound is an upper one.
        figure: computes it; None where something was not measured.
        best: what it would be if a grading cost no more than the checks themselves.
    """

    text: str
    bound: float
    at_most: bool
    figure: _Figure
    best: _Figure | None = None

    def verdict(self, results: Results) -> str:
        """Say whether it is reached, or by what part of the bound it is missed."""
        figure = self.figure(results)
        if figure is None:
            return "not measured"
        if figure <= self.bound if self.at_most else figure >= self.bound:
            return "reached"
        return f"**missed** by {100 * abs(figure / self.bound - 1):.0f} %"

    def shown(self, results: Results) -> str:
        """Write the figure."""
        return _written(self.figure(results))

    def shown_best(self, results: Results) -> str:
        """Write what the figure could be at best, where there is such a thing."""
        return _written(self.best(results) if self.best else None)


def _written(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3g}"


def without_start(row: Row, results: Results) -> float | None:
    """Return what each further submission of a batch costs [s of CPU time].

    What a batch of one costs is taken off the whole; None where either was not measured.
    """
    one = results.row("batch-1")
    if one is None or not row.is_measured or row.submissions < 2:
        return None
    return (row.cpu * row.submissions - one.cpu) / (row.submissions - 1)


def _cpu(key: str, to: tuple[str, ...]) -> _Figure:
    """Return what divides a row's CPU time by that of the first of some that was measured."""

    def figure(results: Results) -> float | None:
        above = results.row(key)
        found = [row for row in map(results.row, to) if row]
        return above.cpu / found[0].cpu if above and found else None

    return figure


def _growth(results: Results) -> float | None:
    """Return what a further submission costs among 10,000, in one among 100."""
    rows = results.row("batch-10000"), results.row("batch-100")
    many, few = (without_start(row, results) if row else None for row in rows)
    return many / few if many and few else None


def _speedup(results: Results) -> float | None:
    """Return how many times faster two workers are, by wall time."""
    one, two = results.row("batch-1000"), results.row("batch-1000-jobs-2")
    return one.wall / two.wall if one and two else None


def _cheaper(text: str, bound: float, key: str) -> Target:
    """Promise to be so many times cheaper than another grader."""
    return Target(text, bound, False, _cpu(key, _AS_BATCH), best=_cpu(key, ("numpy",)))


_FLAT = _cpu("batch-10000", ("batch-100",))
TARGETS = [
    Target("a warm grading, in bare limits", 5, True, _cpu("ours", ("bare",))),
    _cheaper("`nbgrader autograde`, a class", 45, "nbgrader-class"),
    _cheaper("`nbgrader autograde`, one submission", 120, "nbgrader"),
    _cheaper("`otter run`", 200, "otter"),
    _cheaper("gradescope-utils", 8, "gradescope"),
    Target("one among 10,000 in one among 100, all counted", 1.1, True, _FLAT),
    Target("one among 10,000 in one among 100, without the start", 1.1, True, _growth),
    Target("two workers, in one, by wall time", 1.7, False, _speedup),
]
