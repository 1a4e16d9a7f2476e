"""Both ends of a worker's pipes on our side: every wait has a deadline.

Requests go to its standard input, replies come from its standard output, and
what the submission prints comes from its standard error; it is read while we wait
for anything else, so that a full pipe never holds the worker.
"""

import contextlib
import os
import queue
import select
import threading
import time
from collections.abc import Iterable
from typing import IO, Protocol

from autograder.sandbox.bodies import Body

_CHUNK = 1 << 16
_JOIN_SECONDS = 1.0


class Ended(Exception):
    """The worker closed its end."""


class DeadlinePassed(Exception):
    """The worker was not done in time."""


class PrintedTooMuch(Exception):
    """The submission printed more than it may."""


class Printed:
    """What a submission printed: the first part of it, and how much it was.

    Args:
        limit: more than this ends the worker [bytes].
        keep: how much of it is kept for each check [bytes].
    """

    def __init__(self, limit: int, keep: int = 4000) -> None:
        self._limit = limit
        self._keep = keep
        self._kept = bytearray()
        self._total = 0
        self._since = 0

    def add(self, chunk: bytes) -> None:
        """Take what has come.

        Raises:
            PrintedTooMuch: it is more than the limit.
        """
        self._kept += chunk[: max(0, self._keep - len(self._kept))]
        self._total += len(chunk)
        self._since += len(chunk)
        if self._total > self._limit:
            raise PrintedTooMuch

    def take(self) -> str:
        """Return the text since the last call, cut where it was longer than is kept."""
        text = self._kept.decode("utf-8", "backslashreplace")
        cut = self._since - len(self._kept)
        self._kept.clear()
        self._since = 0
        return f"{text}\n… (+{cut})" if cut else text


class Pipes(Protocol):
    """What a worker's pipes can do, on any system."""

    printed: Printed

    def write(self, parts: Iterable[bytes | memoryview], deadline: float) -> None:
        """Send all parts."""

    def read(self, size: int, deadline: float) -> bytearray:
        """Return exactly `size` bytes of the reply road."""

    def drain(self) -> None:
        """Take what has been printed so far."""

    def close(self) -> None:
        """Close our ends."""


class PolledPipes:
    """Pipes of a POSIX system, watched with poll; nothing here can wait longer than asked.

    Args:
        body: the worker's process and its streams.
        printed: takes what the submission prints.
    """

    def __init__(self, body: Body, printed: Printed) -> None:
        self._streams = body.streams
        self._to, self._from, self._out = (stream.fileno() for stream in self._streams)
        for descriptor in (self._to, self._from, self._out):
            os.set_blocking(descriptor, False)
        self.printed = printed
        self._rest = bytearray()
        self._incoming = select.poll()
        self._incoming.register(self._from, select.POLLIN)
        self._incoming.register(self._out, select.POLLIN)

    def write(self, parts: Iterable[bytes | memoryview], deadline: float) -> None:
        """Send all parts.

        Raises:
            Ended: nobody reads any more.
            DeadlinePassed: they were not taken in time.
        """
        for part in parts:
            view = memoryview(part)
            while view:
                try:
                    view = view[os.write(self._to, view) :]
                except BlockingIOError:
                    self._wait_to_write(deadline)
                except OSError as err:
                    raise Ended from err

    def read(self, size: int, deadline: float) -> bytearray:
        """Return exactly `size` bytes.

        Raises:
            Ended: the other end was closed before.
            DeadlinePassed: they did not come in time.
        """
        if size > len(self._rest) + _CHUNK:
            return self._read_large(size, deadline)
        while len(self._rest) < size:
            self._wait_to_read(deadline)
            # More than was asked for may be there already: one read less for the next part.
            self._rest += self._read_some(_CHUNK)
        result = self._rest[:size]
        del self._rest[:size]
        return result

    def drain(self) -> None:
        """Take what has been printed so far."""
        while self._read_printed():
            pass

    def close(self) -> None:
        """Close our ends."""
        for stream in self._streams:
            stream.close()

    def _read_large(self, size: int, deadline: float) -> bytearray:
        """Read straight into the place where it stays."""
        result = bytearray(size)
        result[: len(self._rest)] = self._rest
        at = len(self._rest)
        self._rest.clear()
        with memoryview(result) as view:
            while at < size:
                self._wait_to_read(deadline)
                count = os.readv(self._from, [view[at:]])
                if not count:
                    raise Ended
                at += count
        return result

    def _read_some(self, most: int) -> bytes:
        chunk = os.read(self._from, most)
        if not chunk:
            raise Ended
        return chunk

    def _wait_to_read(self, deadline: float) -> None:
        """Wait for replies; what was printed before they were sent is taken on the way."""
        while True:
            # One deadline for all reads, or a drip of single bytes would outlive it.
            left = deadline - time.monotonic()
            if left <= 0:
                raise DeadlinePassed
            ready = self._incoming.poll(left * 1000 + 1)
            for descriptor, _ in ready:
                if descriptor == self._out:
                    self.drain()
            if any(descriptor == self._from for descriptor, _ in ready):
                return

    def _wait_to_write(self, deadline: float) -> None:
        """Wait until requests are taken; meanwhile a full road of printed text is emptied."""
        poll = select.poll()
        poll.register(self._to, select.POLLOUT)
        poll.register(self._out, select.POLLIN)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise DeadlinePassed
            ready = [descriptor for descriptor, _ in poll.poll(left * 1000 + 1)]
            if self._out in ready and not self._read_printed():
                poll.unregister(self._out)
            if self._to in ready:
                return

    def _read_printed(self) -> bool:
        """Read one chunk of printed text; return whether there may be more."""
        try:
            chunk = os.read(self._out, _CHUNK)
        except BlockingIOError:
            return False
        if not chunk:  # closed: it would be ready for ever
            with contextlib.suppress(KeyError):
                self._incoming.unregister(self._out)
            return False
        self.printed.add(chunk)
        return len(chunk) == _CHUNK


class ThreadedPipes:
    """Pipes where poll does not know them (Windows): a thread reads each road.

    Args:
        body: the worker's process and its streams.
        printed: takes what the submission prints.
    """

    def __init__(self, body: Body, printed: Printed) -> None:
        self._body = body
        self._requests = body.streams.requests
        self.printed = printed
        self._replies: queue.Queue[bytes] = queue.Queue(maxsize=64)
        self._texts: queue.Queue[bytes] = queue.Queue(maxsize=64)
        self._rest = bytearray()
        self._closed = threading.Event()
        self._pumps = [
            threading.Thread(target=_pump, args=(stream, road, self._closed), daemon=True)
            for stream, road in (
                (body.streams.replies, self._replies),
                (body.streams.printed, self._texts),
            )
        ]
        for pump in self._pumps:
            pump.start()

    def write(self, parts: Iterable[bytes | memoryview], deadline: float) -> None:
        """Send all parts; a worker that does not take them in time is killed."""
        watchdog = threading.Timer(max(0.0, deadline - time.monotonic()), self._body.kill)
        watchdog.start()
        try:
            for part in parts:
                self._requests.write(part)
            self._requests.flush()
        except OSError as err:
            raise (DeadlinePassed if time.monotonic() > deadline else Ended) from err
        finally:
            watchdog.cancel()

    def read(self, size: int, deadline: float) -> bytearray:
        """Return exactly `size` bytes."""
        while len(self._rest) < size:
            self.drain()
            left = deadline - time.monotonic()
            if left <= 0:
                raise DeadlinePassed
            try:
                # Short waits: a full road of printed text must not hold the worker.
                chunk = self._replies.get(timeout=min(left, 0.05))
            except queue.Empty:
                continue
            if not chunk:
                raise Ended
            self._rest += chunk
        result = self._rest[:size]
        del self._rest[:size]
        return result

    def drain(self) -> None:
        """Take what has been printed so far."""
        while True:
            try:
                self.printed.add(self._texts.get_nowait())
            except queue.Empty:
                return

    def close(self) -> None:
        """Close our ends; the threads close theirs when the worker's are gone."""
        self._closed.set()
        self._requests.close()
        for pump in self._pumps:
            pump.join(_JOIN_SECONDS)


def _pump(stream: IO[bytes], road: "queue.Queue[bytes]", closed: threading.Event) -> None:
    """Carry chunks from a pipe to a queue; an empty one says that it has ended.

    The stream is closed here and nowhere else: its number would soon be another worker's, and
    this thread would take what is meant for that one.
    """
    with stream:
        chunk = b" "
        while chunk and not closed.is_set():
            try:
                chunk = os.read(stream.fileno(), _CHUNK)
            except OSError:
                chunk = b""
            _put(chunk, road, closed)


def _put(chunk: bytes, road: "queue.Queue[bytes]", closed: threading.Event) -> None:
    """Wait for a place in a queue, unless nobody will read it any more."""
    while not closed.is_set():
        try:
            road.put(chunk, timeout=0.1)
        except queue.Full:
            continue
        return


def pipes_for(body: Body, printed: Printed) -> Pipes:
    """Return the pipes that this system can do."""
    kind = PolledPipes if hasattr(select, "poll") else ThreadedPipes
    return kind(body, printed)
