"""What a submission answered to the calls of a check, as plain data that can be replayed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from autograder.model import Outcome
from autograder.sandbox.answers import RemoteHandle
from autograder.suite.student import Blamed, Call, Handed, Promise

# How a check ends that a diagnosis can explain.
EXPLAINED = {Outcome.FAILED, Outcome.ERROR}
MAX_BYTES = 32 << 20  # of all transcripts of a grading; what comes later is not kept


class Part(NamedTuple):
    """A handle: a part of what an earlier step of the same check gave."""

    step: int
    part: int


class Kept(NamedTuple):
    """Stands in a result for a handle."""


@dataclass(frozen=True)
class Step:
    """One call and how it ended.

    Attributes:
        arguments: by parameter; the first `positional` of them were given without its name.
        value: what came back; a handle in it is a `Kept`.
        raised: the builtin exception that came instead.
        changed: positions of the arguments that were changed in place.
    """

    function: str
    arguments: dict[str, Any]
    positional: int
    value: Any = None
    raised: str | None = None
    changed: tuple[int, ...] = ()

    @property
    def work(self) -> int:
        """About how much there is to compute: numbers, times the whole numbers beside them.

        A training of 2,000 epochs is told from a short one by that alone, and the same
        submission is told the same on any machine.
        """
        values = self.arguments.values()
        numbers = sum(np.size(value) for value in values if isinstance(value, np.ndarray))
        times = [value for value in values if type(value) is int and value > 1]
        return (1 + numbers) * math.prod(times)


@dataclass(frozen=True)
class Transcript:
    """The calls of one check.

    Attributes:
        check: its id.
        has_failed: it did, by what the submission answered.
        blamed: the function, and the part of its result, that the failure is about.
    """

    check: str
    has_failed: bool
    blamed: Blamed | None
    steps: tuple[Step, ...]

    @property
    def work(self) -> int:
        """About how much there is to compute."""
        return sum(step.work for step in self.steps)

    @property
    def functions(self) -> set[str]:
        """The functions that were called."""
        return {step.function for step in self.steps}


class Transcripts:
    """The transcripts of one grading, as far as they are not too large."""

    def __init__(self) -> None:
        self._left = MAX_BYTES
        self.kept: list[Transcript] = []

    def add(
        self,
        check: str,
        promises: Sequence[Promise],
        *,
        has_failed: bool,
        blamed: Blamed | None,
    ) -> None:
        """Keep the calls of a check, unless they can't be replayed.

        Args:
            check: its id.
            promises: its calls, in their order.
            has_failed: it did, by what the submission answered.
            blamed: what the failure is about; the latest call where nothing says.
        """
        if has_failed and blamed is None and promises:
            blamed = promises[-1].function, None
        places = {id(promise): at for at, promise in enumerate(promises)}
        steps = []
        for promise in promises:
            step = _step(promise.ended, places)
            if step is None:
                return
            steps.append(step)
        size = sum(_size([*step.arguments.values(), step.value]) for step in steps)
        if size <= self._left:
            self._left -= size
            self.kept.append(Transcript(check, has_failed, blamed, tuple(steps)))


def _step(call: Call, places: dict[int, int]) -> Step | None:
    """Return a call as data; None where it, or one that it depends on, was not answered."""
    answer = call.answer
    if answer.died or answer.problem or answer.is_loading:
        return None
    arguments = {}
    for name, value in call.arguments.items():
        if isinstance(value, Handed):
            at = places.get(id(value.promise))
            if at is None:
                return None
            value = Part(at, value.part)  # noqa: PLW2901
        arguments[name] = value
    raised = next(iter(answer.raised.bases), "Exception") if answer.raised else None
    value = kept(answer.value)
    return Step(call.function, arguments, call.positional, value, raised, answer.changed)


def kept(value: Any) -> Any:
    """Put a `Kept` in the place of each handle of a result."""
    if isinstance(value, RemoteHandle):
        return Kept()
    return tuple(map(kept, value)) if type(value) is tuple else value


def _size(values: Sequence[Any]) -> int:
    """Return about how many bytes values take."""
    total = 0
    for value in values:
        if isinstance(value, np.ndarray):
            total += value.nbytes
        elif isinstance(value, list | tuple):
            total += _size(value)
        elif isinstance(value, dict):
            total += _size(list(value.values()))
        else:
            total += len(value) if isinstance(value, str) else 64
    return total
