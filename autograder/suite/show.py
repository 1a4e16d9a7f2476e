"""Write values, shapes and arguments for a reader, always short."""

import math
from typing import Any, NamedTuple, Protocol

import numpy as np

from autograder.sandbox.answers import RemoteHandle
from autograder.sandbox.inside.wire import GeneratorState, Opaque

FEW = 12
_USUAL = (np.float64, np.int64, np.bool_)  # what `np.array` makes of such numbers by itself
_MAX_TEXT = 200


class Earlier(NamedTuple):
    """A handle, told by the call that returned it, and as which part."""

    call: "Shown"
    part: int


class Shown(Protocol):
    """A call that can be written with its values, or with shapes only."""

    def shown(self, *, values: bool) -> str:
        """Write it."""


def argument(name: str, value: Any, *, values: bool) -> str:
    """Write an argument: `x (2, 3, 8, 8)`, `stride=2`; with its values as Python would take it."""
    if isinstance(value, Earlier):
        call = value.call.shown(values=values)
        return f"{name}={call}[{value.part}]" if values else f"{name} of {call}"
    if isinstance(value, np.ndarray):
        if values:
            kind = "" if value.dtype in _USUAL else f", dtype=np.{value.dtype}"
            return f"{name}=np.array({array(value)}{kind})"
        note = "" if value.dtype == np.float64 else f" {value.dtype}"
        return f"{name} {shape(value.shape)}{note}"
    if isinstance(value, np.random.Generator):
        return name
    return f"{name}={number(value) if isinstance(value, float) else plain(repr(value))}"


def array(value: np.ndarray[Any, Any]) -> str:
    """Write a small array in one line."""
    text = np.array2string(value, separator=", ", precision=6, threshold=FEW, max_line_width=10_000)
    return " ".join(text.split()).replace(" ,", ",").replace("[ ", "[")


def shape(lengths: tuple[int, ...]) -> str:
    """Write a shape as Python does."""
    return str(tuple(int(n) for n in lengths))


def number(value: Any) -> str:
    """Write a number with the digits that tell numbers apart."""
    if isinstance(value, complex | np.complexfloating):
        return plain(f"{complex(value):.8g}")
    if isinstance(value, bool | int | np.integer | np.bool_):
        return str(value)
    return f"{float(value):.8g}"


def place(index: tuple[int, ...]) -> str:
    """Write an index as `[0, 1, 2]`."""
    return "[" + ", ".join(str(int(n)) for n in index) + "]"


def kind(value: Any) -> str:
    """Say what a value is, not what it holds."""
    if isinstance(value, RemoteHandle):
        return "object"
    if isinstance(value, GeneratorState):
        return "Generator"
    if isinstance(value, Opaque):
        return plain(f"{value.type} ({value.detail})" if value.detail else value.type)
    if isinstance(value, np.ndarray):
        return f"array {shape(value.shape)}"
    if isinstance(value, tuple | list):
        inner = ", ".join(kind(part) for part in value[:FEW]) + (", …" if len(value) > FEW else "")
        return plain(f"({inner})" if isinstance(value, tuple) else f"[{inner}]")
    if value is None:
        return "None"
    if isinstance(value, float) and math.isnan(value):
        return "nan"
    return plain(type(value).__name__)


def plain(text: str) -> str:
    """Return at most a line's worth of a text."""
    return text if len(text) <= _MAX_TEXT else f"{text[:_MAX_TEXT]}…"
