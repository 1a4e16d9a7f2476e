"""Run mutants through a hidden suite, each in a child of its own with limits of its own.

A mutant may loop for ever or ask for all the memory there is. The children are forks of this
process, which holds the suite collected: a fork costs milliseconds. The mutants are ours and call
nothing but numpy, so they need no sandbox.
"""

import multiprocessing
import resource
import time
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from autograder.course import Assignment
from autograder.model import Outcome
from autograder.suite.reference import Reference
from autograder.suite.run import Suite
from tests.mutants.mutate import Mutant

# The slowest mutant needs a second or two; one that is stopped counts as killed.
WALL_SECONDS = 20
MEMORY_BYTES = 1 << 30
_FORK = multiprocessing.get_context("fork")


class Fate(NamedTuple):
    """How a mutant ended.

    Attributes:
        passed: the seeds with which it passes every check.
        by: what stopped it first: a check, or the end of its process.
    """

    passed: tuple[int, ...]
    by: str | None

    @property
    def is_killed(self) -> bool:
        """Whether no seed lets it pass; one that passes now and then may earn full points."""
        return not self.passed


class _Child(NamedTuple):
    at: int
    process: ForkProcess
    answer: Connection
    deadline: float


def fates(
    mutants: Sequence[Mutant], assignment: Assignment, *, seeds: Sequence[int], jobs: int
) -> list[Fate]:
    """Run mutants with each of the seeds.

    Args:
        mutants: of the reference.
        assignment: whose hidden suite is run.
        seeds: what its cases are drawn from.
        jobs: how many children run at the same time.

    Returns:
        How each ended, in their order.
    """
    found: dict[int, Fate] = {}
    waiting, running = deque(range(len(mutants))), dict[Connection, _Child]()
    with Suite(assignment.hidden_suite, assignment) as suite:
        while waiting or running:
            while waiting and len(running) < jobs:
                at = waiting.popleft()
                child = _start(at, (mutants[at].source, suite, seeds))
                running[child.answer] = child
            for child in _ended(running):
                del running[child.answer]
                found[child.at] = _fate(child)
    return [found[at] for at in range(len(mutants))]


def _start(at: int, work: tuple[str, Suite, Sequence[int]]) -> _Child:
    """Fork a child for a mutant."""
    ours, theirs = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_grade, args=(*work, theirs), daemon=True)
    process.start()
    theirs.close()  # the child has the only other end, so that its death ends the pipe
    return _Child(at, process, ours, time.monotonic() + WALL_SECONDS)


def _ended(running: dict[Connection, _Child]) -> Iterator[_Child]:
    """Wait until a child has answered or died, or has had its time."""
    soonest = min(child.deadline for child in running.values())
    ready = wait(list(running), timeout=max(0.0, soonest - time.monotonic()))
    now = time.monotonic()
    for child in list(running.values()):
        if child.answer in ready or child.deadline <= now:
            yield child


def _fate(child: _Child) -> Fate:
    """Read what a child says, and end it."""
    try:
        if child.answer.poll():
            return Fate(*child.answer.recv())
        return Fate((), f"no answer within {WALL_SECONDS} s")
    except EOFError:
        return Fate((), "the death of its process")
    finally:
        child.process.kill()
        child.process.join()
        child.answer.close()


def _grade(source: str, suite: Suite, seeds: Sequence[int], answer: Connection) -> None:
    """Grade a mutant in this child, and say how it ended."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    warnings.simplefilter("ignore")
    functions: dict[str, Any] = {"__name__": "mutant"}
    try:
        exec(compile(source, "mutant", "exec"), functions)
    except Exception as err:
        answer.send(((), f"{type(err).__name__} at its import"))
        return
    passed, by = [], None
    with np.errstate(all="ignore"):
        for seed in seeds:
            last = suite.run(Reference(functions), seed=seed, until_failed=True)[-1]
            if last.outcome is Outcome.PASSED:
                passed.append(seed)
            else:
                by = by or last.check.id
    answer.send((tuple(passed), by))
