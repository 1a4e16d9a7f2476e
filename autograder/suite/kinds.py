"""Whether a value that came over the wire is of the kind that the assignment declares."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from autograder.course import describe
from autograder.sandbox.answers import RemoteHandle
from autograder.suite import show

_STAY = frozenset({"array", "handle"})  # what has no other form
_REAL = (int, float, np.integer, np.floating)


class Misfit(NamedTuple):
    """What came in the place of what was declared.

    Attributes:
        reason: a key of `words/findings.yaml`.
        expected: the declared kind, in Python's words.
        got: the kind that came.
        part: which part of a tuple or dict it is about.
    """

    reason: str
    expected: str
    got: str
    part: str = ""


def misfit(value: Any, returns: Any) -> Misfit | None:
    """Say what came instead of what `returns` declares; None where it fits."""
    if value is None and returns != "handle":
        return Misfit("kind-none", describe(returns), "None")
    if isinstance(returns, list):
        # What stands for a value that did not cross is a named tuple, and may be as long.
        if type(value) not in (tuple, list) or len(value) != len(returns):
            return Misfit("kind", describe(returns), show.kind(value))
        parts = {str(at + 1): pair for at, pair in enumerate(zip(value, returns, strict=True))}
        return _part_misfit(parts)
    if isinstance(returns, dict):
        if not isinstance(value, dict) or set(value) != set(returns):
            return Misfit("kind-keys", _names(returns), _names(value))
        return _part_misfit({f'"{name}"': (value[name], kind) for name, kind in returns.items()})
    if _fits(value, returns):
        return None
    reason = "kind-float" if _is_float_for_int(value, returns) else "kind"
    return Misfit(reason, describe(returns), show.kind(value))


def settle(value: Any, returns: Any) -> Any:
    """Return a fitting value in its plain form: tuples for tuples, Python numbers for numbers."""
    if isinstance(returns, list):
        if type(value) is tuple and _STAY.issuperset(returns):
            return value
        return tuple(settle(part, kind) for part, kind in zip(value, returns, strict=True))
    if isinstance(returns, dict):
        return {name: settle(value[name], kind) for name, kind in returns.items()}
    if returns == "number":
        return float(_bare(value))
    if returns == "int":
        return int(_bare(value))
    if returns == "shape":
        return tuple(int(_bare(part)) for part in value)
    return value


def _part_misfit(parts: Mapping[str, tuple[Any, str]]) -> Misfit | None:
    """Return the first part that is of another kind than declared."""
    for part, (value, kind) in parts.items():
        if not _fits(value, kind):
            return Misfit("kind-part", describe(kind), show.kind(value), part)
    return None


def _fits(value: Any, kind: str) -> bool:
    if kind == "handle":
        return isinstance(value, RemoteHandle)
    if kind == "array":
        return isinstance(value, np.ndarray)
    bare = _bare(value)
    if kind == "number":
        return isinstance(bare, _REAL) and not isinstance(bare, bool)
    if kind == "int":
        return isinstance(bare, int | np.integer) and not isinstance(bare, bool)
    assert kind == "shape", describe(kind)
    return isinstance(value, tuple) and all(_fits(part, "int") for part in value)


def _is_float_for_int(value: Any, kind: str) -> bool:
    """Whether all that is wrong is that whole numbers came as floats: 5.0 for 5."""
    if kind == "shape":
        return isinstance(value, tuple) and all(
            _fits(part, "int") or _is_float_for_int(part, "int") for part in value
        )
    return kind == "int" and isinstance(_bare(value), float | np.floating)


def _bare(value: Any) -> Any:
    """Return the scalar in an array without dimensions."""
    return value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value


def _names(value: Any) -> str:
    """Write the keys of a dict, or say what else it is."""
    if not isinstance(value, dict):
        return show.kind(value)
    return show.plain("{" + ", ".join(f'"{show.plain(name)}"' for name in value) + "}")
