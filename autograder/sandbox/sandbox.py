"""One submission behind its walls: load it, call it, replace a worker that died.

Everything above asks a `Sandbox`; how a worker is made is known below it alone.
"""

import builtins
import time
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Self

import numpy as np

from autograder.model import Isolation, Level, Limits
from autograder.sandbox.inside import wire
from autograder.sandbox.levels import best_level
from autograder.sandbox.process import Died, Reply, WorkerProcess, start_worker

# What the trusted side may send in one call; suites are ours, so this only catches mistakes.
_REQUEST_BYTES = 1 << 30
_MAX_RELEASED = 1000  # handles that one request gives back


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
    """A value that stays in the worker; only the worker looks into it."""

    def __init__(self, number: int, life: int) -> None:
        self.number = number
        self.life = life


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
    """

    value: Any = None
    raised: Raised | None = None
    died: Died | None = None
    problem: str | None = None
    detail: str = ""
    changed: tuple[int, ...] = ()
    printed: str = ""
    is_loading: bool = False

    @property
    def is_value(self) -> bool:
        """Whether a value came back."""
        return self.raised is None and self.died is None and self.problem is None


@dataclass
class _Life:
    """One worker process and what became of loading the submission in it."""

    process: WorkerProcess
    number: int
    released: list[int] = field(default_factory=list)


class Sandbox:
    """Runs one submission; a context manager.

    Args:
        files: the submitted files by name.
        main: the file that is the module to call.
        limits: what it may use; the total time counts over all of its workers.
        level: the walls; by default the best that work here.

    Raises:
        SandboxError: no worker could be started.
    """

    def __init__(
        self, files: Mapping[str, bytes], main: str, limits: Limits, *, level: Level | None = None
    ) -> None:
        self._files = dict(files)
        self._main = main
        self._limits = limits
        self._level: Level = level or best_level()
        self._left = limits.total_seconds
        self._lives = 0
        self._load_failure: Answer | None = None
        self._life: _Life | None = self._start()
        self.isolation: Isolation = self._life.process.isolation
        self._loaded = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker."""
        if self._life:
            self._life.process.close()
            self._life = None

    def call(
        self, function: str, arguments: Sequence[Any], options: Mapping[str, Any], *, returns: Any
    ) -> Answer:
        """Call a function of the submission.

        Args:
            function: its name.
            arguments: arrays, numbers, texts, lists, tuples, dicts, Generators or handles.
            options: keyword arguments, likewise.
            returns: what stays behind as a handle (see `course.Function`).

        Returns:
            The value, or what went wrong; nothing that the submission does raises here.
        """
        failure = self._ready()
        if failure:
            return failure
        assert self._life
        handles = [
            value for value in (*arguments, *options.values()) if isinstance(value, RemoteHandle)
        ]
        if any(handle.life != self._life.number for handle in handles):
            return Answer(problem="lost")
        encoder = wire.Encoder(_REQUEST_BYTES)
        request = {
            "do": "call",
            "function": function,
            "arguments": encoder.node([_plain(value) for value in arguments]),
            "options": encoder.node({name: _plain(value) for name, value in options.items()}),
            "returns": returns,
            "release": self._life.released[:_MAX_RELEASED],
        }
        del self._life.released[:_MAX_RELEASED]
        return self._ask(request, encoder, [*arguments, *options.values()])

    def _ready(self) -> Answer | None:
        """Have a worker with the submission loaded; return why there is none."""
        if self._load_failure:
            return self._load_failure
        if self._life and self._loaded:
            return None
        if self._left <= 0:
            return Answer(died=self._out_of_time())
        self._life = self._life or self._start()
        encoder = wire.Encoder(_REQUEST_BYTES)
        files = {name: np.frombuffer(content, np.uint8) for name, content in self._files.items()}
        answer = self._ask(
            {"do": "load", "main": self._main, "files": encoder.node(files)}, encoder
        )
        self._loaded = answer.is_value
        if answer.died and answer.died.cause == "total":
            return answer  # earlier calls took the time, it is not the file's fault
        if not self._loaded:
            self._load_failure = replace(answer, is_loading=True)
        return self._load_failure

    def _ask(
        self, request: Mapping[str, Any], encoder: wire.Encoder, sent: Sequence[Any] = ()
    ) -> Answer:
        """Ask the worker within what is left of the time, and read its answer."""
        assert self._life
        life, seconds = self._life, min(self._limits.call_seconds, self._left)
        if seconds <= 0:
            return Answer(died=self._out_of_time())
        started = time.monotonic()
        try:
            reply = life.process.ask(request, encoder, seconds)
            return self._read(reply, life, sent)
        except wire.WireError as err:
            return self._lose(Died("wire", str(err)))
        except Died as err:
            is_total = err.cause == "time" and seconds < self._limits.call_seconds
            return self._lose(self._out_of_time() if is_total else err)
        finally:
            self._left -= time.monotonic() - started

    def _out_of_time(self) -> Died:
        return Died("total", f"{self._limits.total_seconds:g}")

    def _lose(self, why: Died) -> Answer:
        """Give up the worker; the next call gets a new one."""
        assert self._life
        self._life.process.close()
        printed = self._life.process.printed()
        self._life, self._loaded = None, False
        return Answer(died=why, printed=printed)

    def _read(self, reply: Reply, life: _Life, sent: Sequence[Any]) -> Answer:
        """Turn a reply into an answer; every field of it is checked.

        Raises:
            WireError: the reply is not one.
        """
        header, printed = reply.header, life.process.printed()
        if "raised" in header:
            return Answer(raised=_raised(header["raised"], self._files), printed=printed)
        if "missing" in header:
            return Answer(problem="missing", detail=self._main, printed=printed)
        if "too_large" in header:
            return Answer(
                problem="too-large",
                detail=wire.clean_text(str(header["too_large"]))[:300],
                printed=printed,
            )
        if header.get("loaded") is True:
            return Answer(printed=printed)
        if "result" not in header:
            raise wire.WireError("neither a result nor a failure")
        value = self._with_handles(reply.decoder.value(header["result"]), life)
        reply.decoder.done()
        return Answer(value=value, changed=_changed(sent, header.get("changed")), printed=printed)

    def _with_handles(self, value: Any, life: _Life) -> Any:
        """Put our handles in the place of the wire's, and release them when they are dropped."""
        if isinstance(value, wire.Handle):
            handle = RemoteHandle(value.number, life.number)
            weakref.finalize(handle, life.released.append, value.number).atexit = False
            return handle
        if type(value) is tuple:
            return tuple(self._with_handles(part, life) for part in value)
        return value

    def _start(self) -> _Life:
        self._lives += 1
        return _Life(start_worker(self._level, self._limits), self._lives)


def _plain(value: Any) -> Any:
    return wire.Handle(value.number) if isinstance(value, RemoteHandle) else value


def _changed(sent: Sequence[Any], positions: Any) -> tuple[int, ...]:
    """Return the positions of the arguments that the worker says were changed."""
    if not isinstance(positions, list) or len(positions) > len(sent):
        raise wire.WireError("changed arguments that were not sent")
    for at in positions:
        if type(at) is not int or not 0 <= at < len(sent) or not isinstance(sent[at], np.ndarray):
            raise wire.WireError("changed arguments that were not sent")
    return tuple(sorted(set(positions)))


_MAX_LINE = 1 << 31


def _is_builtin_exception(name: Any) -> bool:
    kind = getattr(builtins, name, None) if isinstance(name, str) else None
    return isinstance(kind, type) and issubclass(kind, BaseException)


def _raised(content: Any, files: Mapping[str, bytes]) -> Raised:
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
        and 0 <= line[1] <= _MAX_LINE
    ]
    return Raised(
        type=wire.clean_text(str(content.get("type")))[:100],
        bases=tuple(base for base in bases[:20] if _is_builtin_exception(base)),
        text=wire.clean_text(str(content.get("text")))[:2000],
        lines=tuple(places),
    )
