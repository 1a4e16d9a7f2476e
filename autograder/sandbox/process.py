"""One worker process: start it, ask it, and end it; whatever it does, we get an answer."""

import atexit
import contextlib
import secrets
import signal
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeGuard

from autograder.errors import SandboxError
from autograder.model import Isolation, Level, Limits
from autograder.sandbox import jail
from autograder.sandbox.bodies import Body, OwnProcess, Zygote
from autograder.sandbox.inside import wire
from autograder.sandbox.pipes import DeadlinePassed, Ended, Printed, PrintedTooMuch, pipes_for

_START_SECONDS = 60.0
# Every Linux has it, and every account may read it: what a worker must not reach.
_OUTSIDE = "/etc/passwd"
_PAUSES = (0.1, 0.5)  # before a worker that did not start is tried again [s]
# One that has closed its wire and stays is up to something; it need not take long to find out.
_EXIT_SECONDS = 2.0
# What is sent at once, and fits a pipe that nobody reads yet.
_FLIGHT_BYTES = 1 << 15

Cause = Literal["time", "total", "output", "memory", "exit", "crash", "wire"]


class Died(Exception):
    """The worker has ended, or we have ended it.

    Attributes:
        cause: what it comes down to.
        detail: exit code or name of the signal.
    """

    def __init__(self, cause: Cause, detail: str = "") -> None:
        super().__init__(cause, detail)
        self.cause: Cause = cause
        self.detail = detail


@dataclass(frozen=True)
class Reply:
    """One reply: its header, and what decodes the arrays in it."""

    header: Mapping[str, Any]
    decoder: wire.Decoder


class _Frame(NamedTuple):
    """A request, ready to be sent."""

    nonce: str
    parts: list[bytes | memoryview]
    size: int


class _Warm(threading.local):
    """What one thread keeps ready for its next submission, by level."""

    def __init__(self) -> None:
        self.zygotes: dict[Level, Zygote] = {}
        self.spares: dict[Level, WorkerProcess] = {}


_warm = _Warm()


def start_worker(level: Level, limits: Limits) -> "WorkerProcess":
    """Return a worker that has locked itself in, and have the next one made meanwhile.

    A machine that is short of processes gets a moment to recover.

    Raises:
        SandboxError: it does not start, or its walls do not hold.
    """
    for pause in _PAUSES:
        try:
            return _ready_worker(level, limits)
        except SandboxError as err:
            if err.values["problem"] == jail.NO_BUBBLEWRAP:
                raise
            time.sleep(pause)
    return _ready_worker(level, limits)


@atexit.register
def let_go() -> None:
    """End what this thread has kept ready."""
    for spare in _warm.spares.values():
        spare.close()
    for zygote in _warm.zygotes.values():
        zygote.close()
    _warm.spares.clear()
    _warm.zygotes.clear()


def _ready_worker(level: Level, limits: Limits) -> "WorkerProcess":
    worker = _warm.spares.pop(level, None)
    if worker and worker.limits != limits:
        worker.close()
        worker = None
    worker = worker or _new_worker(level, limits)
    worker.wait_until_ready()
    if level != "limits":
        with contextlib.suppress(SandboxError):  # whoever needs it will hear
            _warm.spares[level] = _new_worker(level, limits)
    return worker


def _new_worker(level: Level, limits: Limits) -> "WorkerProcess":
    body: Body
    body = OwnProcess(jail.start_worker()) if level == "limits" else _zygote(level).fork()
    return WorkerProcess(body, level, limits)


def _zygote(level: Level) -> Zygote:
    zygote = _warm.zygotes.get(level)
    if zygote and not zygote.is_alive:
        _warm.zygotes.pop(level).close()
        zygote = None
    if zygote is None:
        zygote = _warm.zygotes[level] = Zygote(level)
    return zygote


class WorkerProcess:
    """A worker, told to lock itself in.

    Args:
        body: its process.
        level: the walls to build.
        limits: what it may use.

    Attributes:
        isolation: the walls that stand, once it is ready.
    """

    def __init__(self, body: Body, level: Level, limits: Limits) -> None:
        self.limits = limits
        self._level = level
        self._body = body
        self._is_closed = False
        self._pipes = pipes_for(body, Printed(limits.output_kb << 10))
        self._queued: deque[_Frame] = deque()
        self._sent: deque[_Frame] = deque()
        self._seconds = 0.0
        self.queue(self._config(), wire.Encoder(0))
        with contextlib.suppress(Died):  # it says so when its answer is waited for
            self._send(time.monotonic() + _START_SECONDS)

    def wait_until_ready(self) -> None:
        """Have the proof that its walls stand; nothing foreign runs before that.

        Raises:
            SandboxError: it does not start, or its walls do not hold.
        """
        try:
            header = self.reply(_START_SECONDS).header
            self.isolation = _proven(header, self._level)
        except Died as err:
            problem = self.printed().strip() or f"{err.cause} {err.detail}"
            raise _not_started(self._level, problem[-500:]) from err
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        """The process that we started; behind walls it is the one that forked this worker."""
        return self._body.pid

    def queue(self, request: Mapping[str, Any], arguments: wire.Encoder) -> None:
        """Take a request that will be sent when a reply is waited for, with all that fit.

        Args:
            request: the header; a fresh nonce is added, so that no reply can be made up before.
            arguments: encoder that holds the buffers of the request's arrays.
        """
        nonce = secrets.token_hex(16)
        parts = wire.pack({**request, "nonce": nonce}, arguments.buffers)
        self._queued.append(_Frame(nonce, parts, sum(map(len, parts))))

    def reply(self, seconds: float) -> Reply:
        """Return the reply to the oldest request that has none.

        Args:
            seconds: wall time until it is complete [s].

        Raises:
            Died: the worker ended, was too slow, printed too much or broke the protocol.
        """
        self._seconds, deadline = seconds, time.monotonic() + seconds
        self._send(deadline)
        try:
            return self._receive(self._sent.popleft().nonce, deadline)
        except (DeadlinePassed, PrintedTooMuch, Ended, wire.WireError) as err:
            raise self._died(err) from err

    def printed(self) -> str:
        """Return what the submission has printed since the last time."""
        return self._pipes.printed.take()

    def close(self) -> None:
        """End the process, and all of its own."""
        if self._is_closed:
            return
        self._is_closed = True
        self._body.kill()
        with contextlib.suppress(OSError, PrintedTooMuch):
            self._pipes.drain()
        with contextlib.suppress(OSError):
            self._pipes.close()

    def _config(self) -> dict[str, Any]:
        return {
            "level": self._level,
            "readable": jail.readable_folders(self._level),
            "memory_mb": self.limits.memory_mb,
            "cpu_seconds": int(self.limits.total_seconds) + 5,
            "array_mb": self.limits.array_mb,
            "outside": _OUTSIDE,
        }

    def _send(self, deadline: float) -> None:
        """Send what is queued, as far as the worker need not read it for us to go on."""
        if not self._queued or self._sent:
            return
        frames: list[bytes | memoryview] = []
        size = 0
        while self._queued and (not size or size + self._queued[0].size <= _FLIGHT_BYTES):
            frame = self._queued.popleft()
            self._sent.append(frame)
            frames += frame.parts
            size += frame.size
        frames.append(wire.FLUSH)
        try:
            self._pipes.write([b"".join(frames)] if size <= _FLIGHT_BYTES else frames, deadline)
        except (DeadlinePassed, PrintedTooMuch, Ended) as err:
            raise self._died(err) from err

    def _receive(self, nonce: str, deadline: float) -> Reply:
        start = self._pipes.read(wire.LENGTHS, deadline)
        header_length, payload_length = wire.lengths(start, self.limits.array_mb << 20)
        header = wire.parse_header(self._pipes.read(header_length, deadline))
        if header.get("nonce") != nonce:
            raise wire.WireError("a reply that nobody asked for")
        payload = memoryview(self._pipes.read(payload_length, deadline))
        return Reply(header, wire.Decoder(payload))

    def _died(self, err: Exception) -> Died:
        """Say what a failure on the pipes comes down to, and end the worker."""
        if isinstance(err, Ended):
            return self._how_it_ended()
        self.close()
        if isinstance(err, PrintedTooMuch):
            return Died("output", f"{self.limits.output_kb}")
        if isinstance(err, wire.WireError):
            return Died("wire", str(err))
        return Died("time", f"{self._seconds:g}")

    def _how_it_ended(self) -> Died:
        """Read the exit code of a worker that has closed its wire.

        Raises:
            SandboxLost: what started it has ended with it.
        """
        try:
            code = self._body.exit_code(_EXIT_SECONDS)
        finally:
            self.close()
        if code is None:
            return Died("wire", "closed")
        if code >= 0:
            return Died("exit", str(code))
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        if name == "SIGXCPU":
            return Died("total", f"{self.limits.total_seconds:g}")
        # We did not send SIGKILL, nor can anybody inside but the worker itself, to its own harm:
        # it is the kernel, out of memory.
        return Died("memory" if name == "SIGKILL" else "crash", name)


def _proven(header: Mapping[str, Any], level: Level) -> Isolation:
    """Return the walls that a worker has shown to hold.

    Raises:
        SandboxError: one does not stand, or it does not say.
    """
    if "problem" in header:
        raise _not_started(level, wire.clean_text(str(header["problem"])))
    layers, refused = header.get("layers"), header.get("refused")
    if (
        not _are_texts(layers)
        or not isinstance(refused, dict)
        or not (refused or level == "limits")
    ):
        raise _not_started(level, "it does not say which walls stand")
    holes = [
        wire.clean_text(name) for name, is_refused in refused.items() if is_refused is not True
    ]
    if holes:
        raise _not_started(level, f"not refused: {', '.join(holes)}")
    outer = ["bubblewrap"] if level == "jail" else []
    return Isolation(level=level, layers=(*outer, *map(wire.clean_text, layers)))


def _are_texts(values: Any) -> TypeGuard[list[str]]:
    return isinstance(values, list) and all(type(each) is str for each in values)


def _not_started(level: Level, problem: str) -> SandboxError:
    return SandboxError("sandbox-not-started", level=level, problem=problem)
