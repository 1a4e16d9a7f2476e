"""Replay the calls of a check on the reference, with wrong ideas in it, and compare."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.course import Function
from autograder.sandbox.answers import RemoteHandle
from autograder.suite.kinds import misfit, settle
from autograder.suite.reference import Reference, copied
from autograder.suite.transcript import Kept, Part, Step, kept

Functions = Mapping[str, Callable[..., Any]]
# Two ways to compute the same differ by rounding alone.
_DOUBLE, _SINGLE = 1e-6, 1e-3


class Right:
    """A check's steps as they end on the reference.

    Args:
        steps: of the check.
        functions: the reference's.
        declared: what the functions return.
        tick: is told the work of each step before it is computed; what it raises ends the replay.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        functions: Functions,
        declared: Mapping[str, Function],
        tick: Callable[[int], None],
    ) -> None:
        self.functions = functions
        self.declared = declared
        self.tick = tick
        replay = Replay(self, {})
        self.answers = [replay.answer(step) for step in steps]
        self.handles = replay.handles


class Replay:
    """Answers the steps of one check, in their order, with functions of the reference replaced.

    What does not depend on these is not computed again.

    Args:
        right: the check on the reference.
        replaced: the functions that stand in the place of the reference's.
    """

    def __init__(self, right: Right, replaced: Functions) -> None:
        self._right = right
        self._replaced = replaced
        self._callee = Reference({**right.functions, **replaced})
        self._other: set[int] = set()  # steps that may end otherwise than on the reference
        self.handles: list[Mapping[int, RemoteHandle]] = []

    def answer(self, step: Step) -> Step:
        """Return the next step as it ends here."""
        at = len(self.handles)
        known = {value.step for value in step.arguments.values() if isinstance(value, Part)}
        if self._replaced and step.function not in self._replaced and not known & self._other:
            self.handles.append(copied(self._right.handles[at]))
            return self._right.answers[at]
        self._right.tick(step.work)
        self._other.add(at)
        returns = self._right.declared[step.function].returns
        given = [(name, self._given(value)) for name, value in step.arguments.items()]
        first, named = given[: step.positional], dict(given[step.positional :])
        arguments = [value for _, value in first]
        asked = self._callee.ask(step.function, arguments, named, returns=returns)
        self.handles.append(asked.handles)
        answer = asked.answer()
        raised = next(iter(answer.raised.bases), "Exception") if answer.raised else answer.problem
        value = answer.value
        if answer.is_value and not misfit(value, returns):
            value = settle(value, returns)
        return replace(step, value=kept(value), raised=raised, changed=answer.changed)

    def _given(self, value: Any) -> Any:
        return self.handles[value.step][value.part] if isinstance(value, Part) else value


def parts(step: Step) -> dict[Any, Any]:
    """Return the parts of a result by what names them, and what else can be seen of a call."""
    found: dict[Any, Any] = {"raised": step.raised, "changed": step.changed}
    if isinstance(step.value, dict):
        return found | {("key", name): part for name, part in step.value.items()}
    if type(step.value) is tuple:
        found["parts"] = len(step.value)
        return found | {("part", at): part for at, part in enumerate(step.value)}
    return found | {"value": step.value}


def different(one: Step, other: Step) -> set[Any]:
    """Name the parts in which two endings of the same call differ."""
    if one is other:
        return set()
    ours, theirs = parts(one), parts(other)
    missing = object()
    return {
        name
        for name in ours.keys() | theirs.keys()
        if not same(ours.get(name, missing), theirs.get(name, missing))
    }


def same(one: Any, other: Any) -> bool:
    """Whether two results are the same but for rounding."""
    if one is other:
        return True
    if isinstance(one, Kept) or isinstance(other, Kept):
        return type(one) is type(other)
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return _same_arrays(one, other)
    if _is_number(one) and _is_number(other):
        is_alike = _class(np.asarray(one)) == _class(np.asarray(other))
        return is_alike and _same_numbers(one, other)
    if type(one) is not type(other):
        return False
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    return bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | np.number | np.bool_)


def _class(value: np.ndarray) -> str:
    """Return what kind of numbers an array holds: truths, whole numbers or others."""
    return {"b": "b", "i": "i", "u": "i"}.get(value.dtype.kind, "f")


def _same_numbers(one: Any, other: Any) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return math.isclose(one, other, rel_tol=_DOUBLE, abs_tol=_DOUBLE)


def _same_arrays(one: np.ndarray, other: np.ndarray) -> bool:
    if one.shape != other.shape or _class(one) != _class(other):
        return False
    if one.dtype.kind not in "biuf" or other.dtype.kind not in "biuf":
        return one.dtype == other.dtype and one.tobytes() == other.tobytes()
    is_single = any(each.dtype.kind == "f" and each.dtype.itemsize < 8 for each in (one, other))
    limit = _SINGLE if is_single else _DOUBLE
    first, second = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    with np.errstate(all="ignore"):
        far = ~(np.abs(first - second) <= limit + limit * np.abs(second))
        if not far.any():
            return True
    first, second = (
        first[far],
        second[far],
    )  # the same infinity is as close as can be, and so is nan
    return bool(((first == second) | (np.isnan(first) & np.isnan(second))).all())
