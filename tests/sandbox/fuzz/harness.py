"""What the trusted side makes of the bytes of one reply: the real code, over pipes of memory.

A worker's reply may be anything. What may come of it is an answer, and everything in the answer
is plain: a value of the few kinds that cross the wire, or a failure told in clean text. Whatever
else comes of it, another exception among them, is a finding.
"""

import builtins
import time
from collections.abc import Iterable, Mapping
from typing import Any, get_args
from unittest.mock import patch

import numpy as np

from autograder.errors import SandboxError
from autograder.model import Isolation, Limits
from autograder.sandbox import process
from autograder.sandbox.answers import Answer, Raised, RemoteHandle
from autograder.sandbox.bodies import Streams
from autograder.sandbox.inside import wire
from autograder.sandbox.pipes import Ended, Printed
from autograder.sandbox.process import Cause, Died, WorkerProcess
from autograder.sandbox.sandbox import Sandbox, _Life

NONCE = "5eed" * 8
ARRAY_MB = 1
# CPU time that a reply may cost us: a second, and what goes with its size. [s], [s/byte]
SECONDS, SECONDS_PER_BYTE = 1.0, 4e-6
FILES = {"a.py": b"", "b.py": b""}
# What the call sent: only the arrays among it can have been changed.
SENT = [np.zeros(2), 1, np.ones((2, 2))]
_LIMITS = Limits(array_mb=ARRAY_MB)
_GREETING = Isolation(level="limits", layers=())


class Finding(AssertionError):
    """What came of a reply is nothing that may come of one."""


class Memory:
    """Pipes whose other end has sent everything already, and has ended.

    Args:
        sent: the bytes on the reply road.
    """

    def __init__(self, sent: bytes) -> None:
        self.printed = Printed(1 << 10)
        self._sent = sent
        self._at = 0

    def write(self, parts: Iterable[bytes | memoryview], deadline: float) -> None:
        """Take a request."""

    def read(self, size: int, deadline: float) -> bytearray:
        """Return the next bytes; like the real ones, with room for all that was announced."""
        result = bytearray(size)
        part = self._sent[self._at : self._at + size]
        self._at += size
        if len(part) < size:
            raise Ended
        result[:] = part
        return result

    def drain(self) -> None:
        """Nothing was printed."""

    def close(self) -> None:
        """Nothing is open."""


class NoBody:
    """A worker that has ended."""

    streams: Streams
    pid = 0

    def kill(self) -> None:
        """It has ended."""

    def exit_code(self, seconds: float) -> int | None:
        """It ended well."""
        return 0


class Fed(WorkerProcess):
    """A worker that replies with given bytes, to requests whose nonce is known.

    Args:
        sent: the bytes.
    """

    def __init__(self, sent: bytes) -> None:
        with patch.object(process, "pipes_for", lambda body, printed: Memory(sent)):
            super().__init__(NoBody(), "limits", _LIMITS)
        self.isolation = _GREETING

    def queue(self, request: Mapping[str, Any], arguments: wire.Encoder) -> None:
        super().queue(request, arguments)
        self._queued[-1] = self._queued[-1]._replace(nonce=NONCE)


class Behind(Sandbox):
    """A sandbox with a given worker, the submission loaded in it."""

    def __init__(self, worker: WorkerProcess) -> None:
        self._worker = worker
        super().__init__(FILES, "a.py", worker.limits, level="limits")

    def _start(self) -> _Life:
        life = _Life(self._worker)
        life.is_loaded = True
        return life


def decode_reply(frame: bytes) -> Answer:
    """Return the answer that a call gets where the worker replies with these bytes.

    Raises:
        Finding: it is none that may come of a reply, or it took long.
    """
    started = time.thread_time()
    answer = Behind(Fed(frame)).call("f", SENT, {}, returns="array")
    took = time.thread_time() - started
    if took > SECONDS + SECONDS_PER_BYTE * len(frame):
        raise Finding(f"{took:.1f} s for {len(frame)} bytes")
    hold_answer(answer)
    return answer


def decode_greeting(frame: bytes) -> Isolation | SandboxError:
    """Return what is believed of a worker whose first frame is these bytes."""
    worker = Fed(frame)
    try:
        worker.wait_until_ready()
    except SandboxError as err:
        hold_text(str(err), wire.MAX_HEADER * 2)
        return err
    for layer in worker.isolation.layers:
        hold_text(layer)
    return worker.isolation


def hold(holds: bool, what: str, value: Any) -> None:
    """Hold something about a value.

    Raises:
        Finding: it does not hold.
    """
    if not holds:
        raise Finding(f"{what}: {type(value).__name__} {ascii(value)[:80]}")


def hold_text(text: Any, longest: int = wire.MAX_TEXT) -> None:
    """Hold that it is a text, is short and can be written anywhere."""
    hold(type(text) is str, "not a text", text)
    hold(len(text) <= longest, f"a text of {len(text)}", text[:20])
    hold(not any(0xD800 <= ord(sign) < 0xE000 for sign in set(text)), "lone surrogates", text)


def hold_answer(answer: Answer) -> None:
    """Hold that an answer says one thing, and all in it is plain."""
    hold(
        sum(part is not None for part in (answer.raised, answer.died, answer.problem)) <= 1,
        "not one answer",
        answer,
    )
    hold(answer.is_value or answer.value is None, "a value and a failure", answer)
    hold_text(answer.detail, 300)
    hold_text(answer.printed)
    hold(answer.problem in (None, "missing", "too-large"), "a problem", answer.problem)
    hold(set(answer.changed) <= {0, 2}, "changed", answer.changed)
    if answer.died:
        hold_death(answer.died)
    if answer.raised:
        hold_raised(answer.raised)
    Plain().hold(answer.value)


def hold_death(died: Died) -> None:
    """Hold that a death is one of those that reports know."""
    hold(died.cause in get_args(Cause), "a cause", died.cause)
    hold_text(died.detail, 300)


def hold_raised(raised: Raised) -> None:
    """Hold that an exception is nothing but short texts and small numbers."""
    hold_text(raised.type, 100)
    hold_text(raised.text, 2000)
    hold(len(raised.bases) <= 20 and len(raised.lines) <= 10, "too long", raised)
    for base in raised.bases:
        kind = getattr(builtins, base)
        hold(isinstance(kind, type) and issubclass(kind, BaseException), "a base", base)
    for file, line, function in raised.lines:
        hold(file in FILES, "a file", file)
        hold(type(line) is int and -(1 << 63) <= line < 1 << 63, "a line", line)
        hold_text(function, 100)


class Plain:
    """Holds that a value is of the kinds that cross the wire, in their limits."""

    def __init__(self) -> None:
        self._nodes = 0

    def hold(self, value: Any, depth: int = 0) -> None:
        """Hold it of a value and all in it."""
        self._nodes += 1
        hold(self._nodes <= wire.MAX_NODES and depth <= wire.MAX_DEPTH, "too many or deep", None)
        kind = type(value)
        if kind is int:
            hold(-(1 << 63) <= value < 1 << 63, "beyond 64 bits", value)
        elif kind is str:
            hold_text(value)
        elif kind in (list, tuple):
            for part in value:
                self.hold(part, depth + 1)
        elif kind is dict:
            for key, part in value.items():
                hold_text(key)
                self.hold(part, depth + 1)
        elif kind is np.ndarray or isinstance(value, np.generic):
            _hold_array(value)
        elif kind is wire.GeneratorState:
            hold(all(type(each) is int and each < 10**39 for each in value), "a state", value)
        else:
            _hold_leaf(value)


def _hold_array(value: Any) -> None:
    """Hold that an array is ours alone, and of a dtype without surprises."""
    hold(value.dtype.str in wire.DTYPES, "a dtype", value.dtype)
    hold(value.nbytes <= ARRAY_MB << 20, "a size", value.shape)
    if type(value) is np.ndarray:
        flags = value.flags
        hold(flags.owndata and flags.writeable and flags.carray, "shared", value.shape)
    if value.dtype.kind == "b":
        hold(set(value.tobytes()) <= {0, 1}, "booleans", value.shape)


def _hold_leaf(value: Any) -> None:
    """Hold that it is nothing, a truth, a float or what stands for a value that did not cross."""
    kind = type(value)
    if kind in (wire.Handle, RemoteHandle):
        hold(type(value.number) is int and 0 <= value.number < 1 << 62, "a handle", value)
    elif kind is wire.Opaque:
        hold_text(value.type, 100)
        hold_text(value.detail, 300)
    else:
        hold(value is None or kind in (bool, float), "a foreign kind", value)
