"""The smallest failing case: how a suite says where to look, and the search.

A search draws whole cases from the space that the suite's checks draw theirs from, the smallest
first, and asks the submission about many of them at once. It is exhaustive as far as it goes, and
how far that is depends on nothing but the submission, so that the same one gets the same case
again, on a slow machine too.
"""

import fnmatch
import heapq
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import ModuleType
from typing import Any

import numpy as np

from autograder.model import Outcome
from autograder.suite.asserts import running
from autograder.suite.cases import Span
from autograder.suite.student import RunAgain, Student
from autograder.suite.verdict import Verdict

_TOGETHER = 16
_MOST_CASES = 160
_MARK = "__search__"

Probe = Callable[..., Iterator[None]]


@dataclass(frozen=True)
class Search:
    """Where to look for the smallest case that fails a check.

    Attributes:
        checks: patterns of the ids of those checks.
        kind: makes a case from its fields.
        space: for each field its smallest and largest value, or the only one.
        variants: how many ways there are to draw the numbers of a case.
        accept: whether a case is a valid one.
        probe: asks a submission about a case, yields, and holds what it answered.
    """

    checks: tuple[str, ...]
    kind: Callable[..., Any]
    space: Mapping[str, Span]
    variants: int
    accept: Callable[[Any], bool]
    probe: Probe

    def is_for(self, check: str) -> bool:
        """Whether it looks for cases of a check."""
        return any(fnmatch.fnmatchcase(check, pattern) for pattern in self.checks)

    def cases(self) -> Iterator[tuple[Any, int]]:
        """Yield cases and a variant of their numbers, the smallest first.

        The size of a case is how far all of its fields together are from their smallest values.
        """
        spans = [(span, span) if isinstance(span, int) else span for span in self.space.values()]
        steps = [high - low for low, high in spans] + [self.variants - 1]
        start = (0,) * len(steps)
        heap, known = [(0, start)], {start}
        while heap:
            size, places = heapq.heappop(heap)
            values = (low + step for (low, _), step in zip(spans, places, strict=False))
            case = self.kind(**dict(zip(self.space, values, strict=True)))
            if self.accept(case):
                yield case, places[-1]
            for at, most in enumerate(steps):
                if places[at] < most:
                    larger = (*places[:at], places[at] + 1, *places[at + 1 :])
                    if larger not in known:
                        known.add(larger)
                        heapq.heappush(heap, (size + 1, larger))


def search(
    *checks: str,
    kind: Callable[..., Any],
    space: Mapping[str, Span],
    variants: int = 3,
    accept: Callable[[Any], bool] = lambda _: True,
) -> Callable[[Probe], Probe]:
    """Say where to look for the smallest case that fails some checks; a decorator.

    The decorated function is a generator: it gets `student`, `reference`, `case`, `rng` and
    `variant` (0, 1, 2 … for other numbers of the same case), asks with `student.later`, yields
    once, and then holds the answers as a check does.

    Args:
        checks: patterns of the checks' ids, such as `forward-*`; the first search that fits a
            check is the one for it.
        kind: makes a case from its fields.
        space: for each field its smallest and largest value, or the only one.
        variants: how many ways there are to draw the numbers of a case.
        accept: whether a case is a valid one.
    """

    def mark(probe: Probe) -> Probe:
        setattr(probe, _MARK, Search(checks, kind, space, variants, accept, probe))
        return probe

    return mark


def searches_of(module: ModuleType) -> list[Search]:
    """Return the searches of a suite, in their order."""
    marked = (getattr(value, "__dict__", {}).get(_MARK) for value in vars(module).values())
    found = {id(each): each for each in marked if isinstance(each, Search)}
    return list(found.values())


def distinct(rng: np.random.Generator, shape: Sequence[int], *, start: int = 1) -> Any:
    """Draw an array of the whole numbers from `start` on, each once, as float64.

    Args:
        rng: decides their places.
        shape: of the array.
        start: the smallest.
    """
    size = int(np.prod(shape))
    return (rng.permutation(size) + float(start)).reshape(shape)


def smallest(
    wanted: Search,
    student: Student,
    reference: ModuleType,
    outcomes: Collection[Outcome],
    *,
    deadline: float,
) -> dict[Outcome, Verdict]:
    """Return, for each of some outcomes, how the smallest case ends that ends so.

    Args:
        wanted: where to look.
        student: the submission.
        reference: the reference's module.
        outcomes: those of the checks.
        deadline: when `time.process_time()` passes it, the search is given up [s].

    Raises:
        ToolError: our own failure.
    """
    found: dict[Outcome, Verdict] = {}
    cases = islice(wanted.cases(), _MOST_CASES)
    while not found.keys() >= set(outcomes) and time.process_time() < deadline:
        batch = list(islice(cases, _TOGETHER))
        if not batch:
            break
        student.begin()
        try:
            verdicts = list(_verdicts(wanted, batch, student, reference))
        except RunAgain:  # the worker died among them: one by one from here
            student.begin()
            verdicts = list(_verdicts(wanted, batch, student, reference))
        for verdict in verdicts:
            # One that was left behind by a case before tells nothing of this one.
            if not verdict.finding.reason.startswith(("died", "lost")):
                found.setdefault(verdict.outcome, verdict)
    return found


def _verdicts(
    wanted: Search, batch: Sequence[tuple[Any, int]], student: Student, reference: ModuleType
) -> Iterator[Verdict]:
    """Ask about several cases at once, and yield how those end that fail."""
    probes = [
        wanted.probe(
            student=student,
            reference=reference,
            case=case,
            rng=np.random.default_rng(variant),
            variant=variant,
        )
        for case, variant in batch
    ]
    with running(student):
        for probe in probes:
            next(probe)
        for probe in probes:
            try:
                next(probe, None)
            except Verdict as verdict:
                # Its frames would keep alive what the submission returned.
                yield verdict.with_traceback(None)
