"""Whether a value that came over the wire is of the kind that the assignment declares."""

import math
from typing import Any

import numpy as np

from autograder.course import describe
from autograder.sandbox.inside.wire import Opaque
from autograder.sandbox.sandbox import RemoteHandle
from autograder.suite import show

_REAL = (int, float, np.integer, np.floating)


def misfit(value: Any, returns: Any) -> str | None:
    """Say what came instead of what `returns` declares; None where it fits."""
    if isinstance(returns, list):
        # What stands for a value that did not cross is a named tuple, and may be as long.
        if type(value) not in (tuple, list) or len(value) != len(returns):
            return show.kind(value)
        fits = all(_fits(part, kind) for part, kind in zip(value, returns, strict=True))
        return None if fits else f"({', '.join(show.kind(part) for part in value)})"
    if isinstance(returns, dict):
        if not isinstance(value, dict) or set(value) != set(returns):
            return _keys(value)
        wrong = [name for name, kind in returns.items() if not _fits(value[name], kind)]
        return (
            "{" + ", ".join(f'"{name}": {show.kind(value[name])}' for name in wrong) + "}"
            if wrong
            else None
        )
    return None if _fits(value, returns) else show.kind(value)


def is_float_for_int(value: Any, returns: Any) -> bool:
    """Whether all that is wrong is that whole numbers came as floats: 5.0 for 5."""
    if returns == "shape":
        return isinstance(value, tuple) and all(
            _fits(part, "int") or is_float_for_int(part, "int") for part in value
        )
    return returns == "int" and isinstance(_bare(value), float | np.floating)


def settle(value: Any, returns: Any) -> Any:
    """Return a fitting value in its plain form: tuples for tuples, Python numbers for numbers."""
    if isinstance(returns, list):
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


def _bare(value: Any) -> Any:
    """Return the scalar in an array without dimensions."""
    return value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value


def _keys(value: Any) -> str:
    if not isinstance(value, dict):
        return show.kind(value)
    return "dict with the keys " + ", ".join(f'"{show.plain(name)}"' for name in list(value)[:10])


def is_finite(value: Any) -> bool:
    """Whether a number or every number of an array is finite."""
    if isinstance(value, np.ndarray):
        return bool(np.isfinite(value).all())
    return not isinstance(value, Opaque) and math.isfinite(value)
