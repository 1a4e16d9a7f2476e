"""One worker process: start it, ask it, and end it; whatever it does, we get an answer."""

import contextlib
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from autograder.errors import SandboxError
from autograder.model import Isolation, Level, Limits
from autograder.sandbox import jail
from autograder.sandbox.inside import wire
from autograder.sandbox.pipes import DeadlinePassed, Ended, Printed, PrintedTooMuch, pipes_for

_START_SECONDS = 60.0
# Every Linux has it, and every account may read it: what a worker must not reach.
_OUTSIDE = "/etc/passwd"
_PAUSES = (0.1, 0.5)  # before a worker that did not start is tried again [s]
_STOP_SECONDS = 5.0
# One that has closed its wire and stays is up to something; it need not take long to find out.
_EXIT_SECONDS = 2.0

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


def start_worker(level: Level, limits: Limits) -> "WorkerProcess":
    """Start a worker; a machine that is short of processes gets a moment to recover.

    Raises:
        SandboxError: it does not start, or its walls do not hold.
    """
    for pause in _PAUSES:
        try:
            return WorkerProcess(level, limits)
        except SandboxError as err:
            if err.values["problem"] == jail.NO_BUBBLEWRAP:
                raise
            time.sleep(pause)
    return WorkerProcess(level, limits)


class WorkerProcess:
    """A worker that has locked itself in and waits for requests.

    Args:
        level: the walls to build.
        limits: what it may use.

    Raises:
        SandboxError: it does not start, or its walls do not hold.
    """

    def __init__(self, level: Level, limits: Limits) -> None:
        self._limits = limits
        self._is_jailed = level == "jail"
        self._is_closed = False
        self._process = jail.start(level)
        self._pipes = pipes_for(self._process, Printed(limits.output_kb << 10))
        try:
            self.isolation = self._handshake(level)
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        """The process that we started; at level `jail` it is bubblewrap's."""
        return self._process.pid

    def ask(self, request: Mapping[str, Any], arguments: wire.Encoder, seconds: float) -> Reply:
        """Send a request and return its reply.

        Args:
            request: the header; a fresh nonce is added, so that no reply can be sent early.
            arguments: encoder that holds the buffers of the request's arrays.
            seconds: wall time until the reply is complete [s].

        Raises:
            Died: the worker ended, was too slow, printed too much or broke the protocol.
        """
        nonce = secrets.token_hex(16)
        deadline = time.monotonic() + seconds
        try:
            self._pipes.write(wire.pack({**request, "nonce": nonce}, arguments.buffers), deadline)
            reply = self._receive(nonce, deadline)
            self._pipes.drain()
        except DeadlinePassed as err:
            self.close()
            raise Died("time", f"{seconds:g}") from err
        except PrintedTooMuch as err:
            self.close()
            raise Died("output", f"{self._limits.output_kb}") from err
        except Ended as err:
            raise self._how_it_ended() from err
        except wire.WireError as err:
            self.close()
            raise Died("wire", str(err)) from err
        return reply

    def printed(self) -> str:
        """Return what the submission has printed since the last time."""
        return self._pipes.printed.take()

    def close(self) -> None:
        """End the process, and all of its own, and wait for it."""
        if self._is_closed:  # its number may be another's by now
            return
        self._is_closed = True
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                # Its own session: whatever it started goes with it.
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_STOP_SECONDS)
        with contextlib.suppress(OSError, PrintedTooMuch):
            self._pipes.drain()
        with contextlib.suppress(OSError):
            self._pipes.close()

    def _receive(self, nonce: str, deadline: float) -> Reply:
        start = bytes(self._pipes.read(wire.LENGTHS, deadline))
        header_length, payload_length = wire.lengths(start, self._limits.array_mb << 20)
        header = wire.parse_header(bytes(self._pipes.read(header_length, deadline)))
        if header.get("nonce") != nonce:
            raise wire.WireError("a reply that nobody asked for")
        payload = memoryview(self._pipes.read(payload_length, deadline))
        return Reply(header, wire.Decoder(payload))

    def _handshake(self, level: Level) -> Isolation:
        """Have the worker lock itself in and prove it; nothing foreign runs before that."""
        config = {
            "level": level,
            "readable": jail.readable_folders(level),
            "memory_mb": self._limits.memory_mb,
            "cpu_seconds": int(self._limits.total_seconds) + 5,
            "array_mb": self._limits.array_mb,
            "outside": _OUTSIDE,
        }
        try:
            header = self.ask(config, wire.Encoder(0), _START_SECONDS).header
        except Died as err:
            problem = self.printed().strip() or f"{err.cause} {err.detail}"
            raise SandboxError("sandbox-not-started", level=level, problem=problem[-500:]) from err
        holes = [name for name, refused in header.get("refused", {}).items() if not refused]
        if "problem" in header or holes:
            problem = header.get("problem") or f"not refused: {', '.join(holes)}"
            raise SandboxError("sandbox-not-started", level=level, problem=problem)
        layers = ["bubblewrap"] if level == "jail" else []
        return Isolation(level=level, layers=(*layers, *header["layers"]))

    def _how_it_ended(self) -> Died:
        """Read the exit code of a worker that has closed its wire."""
        try:
            code = self._process.wait(_EXIT_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
        self.close()
        if code is None:
            return Died("wire", "closed")
        number = -code if code < 0 else code - 128 if code > 128 and self._is_jailed else 0
        if not number:
            return Died("exit", str(code))
        name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
        if name == "SIGXCPU":
            return Died("total", f"{self._limits.total_seconds:g}")
        # We did not send SIGKILL, nor can anybody inside but the worker itself, to its own harm:
        # it is the kernel, out of memory.
        return Died("memory" if name == "SIGKILL" else "crash", name)
