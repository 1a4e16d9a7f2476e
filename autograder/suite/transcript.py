"""What a submission answered to the calls of a check, as plain data that can be replayed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from autograder.sandbox.answers import RemoteHandle
from autograder.suite.student import Blamed, Call, Handed

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


@dataclass(frozen=True)
class Transcript:
    """The calls of one check.

    Attributes:
        check: its id.
        has_failed: it did, by what the submission answered.
        blamed: the function, and the part of its result, that the failure is about.
        seconds: how long the check took [s].
    """

    check: str
    has_failed: bool
    blamed: Blamed | None
    seconds: float
    steps: tuple[Step, ...]

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
        calls: Sequence[Call],
        *,
        has_failed: bool,
        blamed: Blamed | None,
        seconds: float,
    ) -> None:
        """Keep the calls of a check, unless they can't be replayed.

        Args:
            check: its id.
            calls: in their order.
            has_failed: it did, by what the submission answered.
            blamed: what the failure is about; the latest call where nothing says.
            seconds: how long the check took [s].
        """
        if has_failed and blamed is None and calls:
            blamed = calls[-1].function, None
        places = {id(call): at for at, call in enumerate(calls)}
        steps = []
        for call in calls:
            step = _step(call, places)
            if step is None:
                return
            steps.append(step)
        size = sum(_size([*step.arguments.values(), step.value]) for step in steps)
        if size <= self._left:
            self._left -= size
            self.kept.append(Transcript(check, has_failed, blamed, seconds, tuple(steps)))


def _step(call: Call, places: dict[int, int]) -> Step | None:
    """Return a call as data; None where it, or one that it depends on, was not answered."""
    answer = call.answer
    if answer.died or answer.problem or answer.is_loading:
        return None
    arguments = {}
    for name, value in call.arguments.items():
        if isinstance(value, Handed):
            at = places.get(id(value.promise.call))
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
