"""What a worker is to us: three streams and a way to end it, however it was made.

At level `limits` it is a process of its own. Behind walls it is a child of a zygote: one
process per level that has imported everything already and forks a worker in milliseconds.
"""

import contextlib
import os
import select
import signal
import socket
import subprocess
import time
from typing import IO, NamedTuple, Protocol

from autograder.errors import SandboxLost
from autograder.model import Level
from autograder.sandbox import jail

_STOP_SECONDS = 5.0
_MESSAGE_BYTES = 64
_PIPE_BYTES = 1 << 20  # a large array crosses in a few turns


class Streams(NamedTuple):
    """Our ends of a worker's pipes."""

    requests: IO[bytes]
    replies: IO[bytes]
    printed: IO[bytes]


class Body(Protocol):
    """A worker's process."""

    streams: Streams

    @property
    def pid(self) -> int:
        """The process that we started for it."""

    def kill(self) -> None:
        """End it, and whatever it started."""

    def exit_code(self, seconds: float) -> int | None:
        """Wait until it has ended; return its code or minus the signal, None while it runs."""


class OwnProcess:
    """A worker that is a process of its own, started for it alone.

    Args:
        process: started with all three streams as pipes.
    """

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        assert process.stdin
        assert process.stdout
        assert process.stderr
        self.streams = Streams(process.stdin, process.stdout, process.stderr)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def kill(self) -> None:
        """End it and, where there are sessions, everything in its own."""
        if self._process.poll() is None:  # later its number may be another's
            _kill_session(self._process)
            self.exit_code(_STOP_SECONDS)

    def exit_code(self, seconds: float) -> int | None:
        """Wait for it."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None


class Zygote:
    """The warm process of one level; used by one thread.

    Args:
        level: `jail` or `landlock`.

    Raises:
        SandboxError: it can't be started.
    """

    def __init__(self, level: Level) -> None:
        self._level = level
        self._owner = os.getpid()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._process = jail.start_zygote(level, theirs.fileno())
        except BaseException:
            self._control.close()
            raise
        finally:
            theirs.close()
        self._forks = 0
        self._wanted: set[int] = set()  # workers whose end somebody may ask for
        self._codes: dict[int, int] = {}  # how those have ended

    @property
    def pid(self) -> int:
        """The process that we started; at level `jail` it is bubblewrap's."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can fork more workers."""
        return self._owner == os.getpid() and self._process.poll() is None

    def fork(self) -> "Forked":
        """Have a worker forked; whether it works is found when it is asked.

        Raises:
            SandboxLost: the zygote has ended.
        """
        self._hear(0)
        self._forks += 1
        pipes = [os.pipe() for _ in range(3)]
        (their_requests, requests), (replies, their_replies), (printed, their_printed) = pipes
        theirs = [their_requests, their_replies, their_printed]
        streams = Streams(
            os.fdopen(requests, "wb"), os.fdopen(replies, "rb"), os.fdopen(printed, "rb")
        )
        _widen(requests, replies)
        try:
            socket.send_fds(self._control, [b"spawn %d" % self._forks], theirs)
        except OSError as err:
            for stream in streams:
                stream.close()
            raise self._lost() from err
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        self._wanted.add(self._forks)
        return Forked(self, self._forks, streams)

    def end(self, number: int) -> None:
        """Kill a worker, and ask for it no more; it is gone a moment later."""
        self._wanted.discard(number)
        self._codes.pop(number, None)
        with contextlib.suppress(OSError):
            self._control.send(b"end %d" % number)

    def exit_code(self, number: int, seconds: float) -> int | None:
        """Wait until a worker has ended.

        Raises:
            SandboxLost: the zygote has ended, and nobody knows.
        """
        deadline = time.monotonic() + seconds
        while number not in self._codes:
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            self._hear(left)
        return self._codes[number]

    def close(self) -> None:
        """End it and all of its workers."""
        self._control.close()
        if self._owner != os.getpid():  # a copy that was forked off us
            return
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            _kill_session(self._process)
            self._process.wait(_STOP_SECONDS)
        assert self._process.stderr
        self._process.stderr.close()

    def _hear(self, seconds: float) -> None:
        """Take what the zygote has to say, waiting for the first word.

        Raises:
            SandboxLost: it has ended.
        """
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        timeout = seconds * 1000
        while poll.poll(timeout):
            try:
                message = self._control.recv(_MESSAGE_BYTES)
            except OSError:
                message = b""
            if not message:
                raise self._lost()
            _, number, code = message.split()
            if int(number) in self._wanted:
                self._codes[int(number)] = int(code)
            timeout = 0

    def _lost(self) -> SandboxLost:
        """Say why the zygote is gone: it may have told before it went."""
        assert self._process.stderr
        os.set_blocking(self._process.stderr.fileno(), False)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_STOP_SECONDS)
        told = (self._process.stderr.read() or b"").decode("utf-8", "replace").strip()
        problem = told[-500:] or f"it ended with {self._process.poll()}"
        return SandboxLost("sandbox-not-started", level=self._level, problem=problem)


class Forked:
    """A worker that a zygote has forked."""

    def __init__(self, zygote: Zygote, number: int, streams: Streams) -> None:
        self._zygote = zygote
        self._number = number
        self.streams = streams

    @property
    def pid(self) -> int:
        """The zygote's number; its own is known in the jail only."""
        return self._zygote.pid

    def kill(self) -> None:
        """End it."""
        self._zygote.end(self._number)

    def exit_code(self, seconds: float) -> int | None:
        """Wait for it."""
        return self._zygote.exit_code(self._number, seconds)


def _widen(*pipes: int) -> None:
    """Make pipes large where the system has the room for it."""
    import fcntl  # noqa: PLC0415 - where there is a zygote there is fcntl

    for pipe in pipes:
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _kill_session(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
