"""Grade the samples of a course, many at a time."""

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Any

from autograder import grading, submission
from autograder.course_check.samples import Sample
from autograder.errors import ConvgradeError, SandboxError
from autograder.model import CheckResult

SEED = 1  # the same cases each time: a course passes, or it does not
_WORTH_A_PROCESS = 6  # gradings that take as long as starting a process

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Graded:
    """How a grading ended.

    Attributes:
        error: key and values of the error that prevented it; an error itself can't cross
            from one process to another.
    """

    sample: Sample
    results: tuple[CheckResult, ...] = ()
    error: tuple[str, Mapping[str, Any]] | None = field(default=None)


def grade_all(samples: Sequence[Sample], progress: Progress) -> list[Graded]:
    """Grade every sample, in this process where they are few.

    Args:
        samples: what to run.
        progress: told how many of how many are done.

    Returns:
        One for each sample, in their order.

    Raises:
        SandboxError: no worker could be started here.
    """
    workers = min(os.cpu_count() or 1, len(samples) // _WORTH_A_PROCESS)
    run = _here(samples) if workers < 2 else _in_processes(samples, workers)
    done: dict[int, Graded] = {}
    with contextlib.closing(run):
        for at, graded in run:
            if graded.error and graded.error[0] == "sandbox-not-started":
                raise SandboxError(graded.error[0], **graded.error[1])
            done[at] = graded
            progress(len(done), len(samples))
    return [done[at] for at in range(len(samples))]


def _here(samples: Sequence[Sample]) -> Generator[tuple[int, Graded]]:
    return ((at, grade_one(sample)) for at, sample in enumerate(samples))


def _in_processes(samples: Sequence[Sample], workers: int) -> Generator[tuple[int, Graded]]:
    # Not forked: a copy of this process would hold its threads' locks and pytest's state.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=leave_interrupts) as pool:
        futures = {pool.submit(grade_one, sample): at for at, sample in enumerate(samples)}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def leave_interrupts() -> None:
    """Let the parent alone answer Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def grade_one(sample: Sample) -> Graded:
    """Grade one sample; whatever the suite or the reference raises becomes data."""
    assignment = sample.assignment
    try:
        handed_in = submission.read([sample.path], assignment)
        if sample.is_hidden:
            found = grading.grade(handed_in, assignment, seed=SEED)
        else:
            found = grading.check(handed_in, assignment)
    except ConvgradeError as err:
        return Graded(sample, error=(err.key, err.values))
    except (Exception, SystemExit) as err:
        problem = f"{type(err).__name__}: {err}"
        return Graded(sample, error=("suite-broken", {"problem": problem}))
    return Graded(sample, results=found.checks)
