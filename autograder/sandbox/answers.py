"""How a call ended, and how that is read from a reply in which nothing is believed."""

import builtins
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.sandbox.inside import wire
from autograder.sandbox.process import Died

_MAX_LINE = 1 << 31


@dataclass(frozen=True)
class Raised:
    """An exception that the submission raised.

    Attributes:
        type: its class.
        bases: the builtin classes that it derives from.
        text: what it says; the submission's words.
        lines: (file, line, function) in the submitted files, outermost first.
    """

    type: str
    bases: tuple[str, ...] = ()
    text: str = ""
    lines: tuple[tuple[str, int, str], ...] = ()


class RemoteHandle:
    """A value that stays in the worker; only the worker looks into it.

    Args:
        number: what we call it there.
        released: takes the number when nobody needs the handle any more.
    """

    def __init__(self, number: int, released: list[int]) -> None:
        self.number = number
        self.released = released

    def __del__(self) -> None:
        self.released.append(self.number)


@dataclass(frozen=True)
class Answer:
    """How one call ended; exactly one of the first four says so.

    Attributes:
        value: what came back, where nothing went wrong.
        raised: the exception.
        died: why the worker ended.
        problem: `missing` (no such function), `too-large`, or `lost` (a handle's worker is gone).
        detail: what the problem is about.
        changed: positions of the arguments that the call changed in place.
        printed: what the submission printed.
        is_loading: the submission could not even be imported.
        is_blurred: the worker died while several calls were under way, in whichever of them.
    """

    value: Any = None
    raised: Raised | None = None
    died: Died | None = None
    problem: str | None = None
    detail: str = ""
    changed: tuple[int, ...] = ()
    printed: str = ""
    is_loading: bool = False
    is_blurred: bool = False

    @property
    def is_value(self) -> bool:
        """Whether a value came back."""
        return self.raised is None and self.died is None and self.problem is None


def with_handles(value: Any, handles: Mapping[int, RemoteHandle]) -> Any:
    """Put our handles in the place of the wire's.

    Raises:
        WireError: it is none that was asked for.
    """
    if isinstance(value, wire.Handle):
        return _handle(value, handles.get(0))
    if handles and type(value) is tuple:
        return tuple(
            _handle(part, handles.get(at)) if isinstance(part, wire.Handle) else part
            for at, part in enumerate(value)
        )
    return value


def _handle(said: wire.Handle, handle: RemoteHandle | None) -> RemoteHandle:
    if handle is None or said.number != handle.number:
        raise wire.WireError("a handle that nobody asked for")
    return handle


def changed_arguments(sent: Sequence[Any], positions: Any) -> tuple[int, ...]:
    """Return the positions of the arguments that the worker says were changed."""
    if not isinstance(positions, list) or len(positions) > len(sent):
        raise wire.WireError("changed arguments that were not sent")
    for at in positions:
        if type(at) is not int or not 0 <= at < len(sent) or not isinstance(sent[at], np.ndarray):
            raise wire.WireError("changed arguments that were not sent")
    return tuple(sorted(set(positions)))


def _is_builtin_exception(name: Any) -> bool:
    kind = getattr(builtins, name, None) if isinstance(name, str) else None
    return isinstance(kind, type) and issubclass(kind, BaseException)


def raised_from(content: Any, files: Mapping[str, bytes]) -> Raised:
    """Read an exception from the wire; nothing in it is believed to be more than text."""
    if not isinstance(content, dict):
        raise wire.WireError("not an exception")
    bases, lines = content.get("bases"), content.get("lines")
    if not isinstance(bases, list) or not isinstance(lines, list):
        raise wire.WireError("not an exception")
    places = [
        (line[0], line[1], wire.clean_text(line[2])[:100])
        for line in lines[:10]
        if isinstance(line, list)
        and [type(part) for part in line] == [str, int, str]
        and line[0] in files
        and 0 <= line[1] <= min(_MAX_LINE, files[line[0]].count(b"\n") + 1)
    ]
    return Raised(
        type=wire.clean_text(str(content.get("type")))[:100],
        bases=tuple(base for base in bases[:20] if _is_builtin_exception(base)),
        text=wire.clean_text(str(content.get("text")))[:2000],
        lines=tuple(places),
    )
