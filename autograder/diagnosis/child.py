"""Run trusted code in a child process that may take only so much time and memory.

Wrong implementations are ours, but they may loop for ever on what a submission returned.
"""

import contextlib
import json
import os
import select
import signal
import time
import warnings
from collections.abc import Callable
from typing import Any, NoReturn

_EXTRA_BYTES = 1 << 30
_CHUNK = 1 << 16


def limited(function: Callable[[], Any], *, cpu_seconds: int, wall_seconds: float) -> Any:
    """Return what a function returns, as JSON carries it; None where it took too much.

    Where processes can't be forked, on Windows, it is run here.

    Args:
        function: needs nothing of the threads of this process.
        cpu_seconds: processor time that it may take [s].
        wall_seconds: wall time that it may take [s].
    """
    if not hasattr(os, "fork"):
        return function()
    source, sink = os.pipe()
    with warnings.catch_warnings():
        # Other threads' locks are no matter: the child only computes and writes to a pipe.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        _work(function, sink, cpu_seconds)
    os.close(sink)
    try:
        answer = _read(source, time.monotonic() + wall_seconds)
    finally:
        os.close(source)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return json.loads(answer) if answer else None


def _work(function: Callable[[], Any], sink: int, cpu_seconds: int) -> NoReturn:
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
        _limit(cpu_seconds)
        answer = memoryview(json.dumps(function()).encode())
        while answer:
            answer = answer[os.write(sink, answer) :]
    finally:
        os._exit(0)


def _limit(cpu_seconds: int) -> None:
    import resource  # noqa: PLC0415 - where there is fork there is resource

    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    with (
        contextlib.suppress(OSError, ValueError),
        open("/proc/self/statm", encoding="ascii") as file,
    ):
        size = int(file.read().split()[0]) * resource.getpagesize() + _EXTRA_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _read(source: int, deadline: float) -> bytes:
    """Read all that comes until the other end is closed; nothing where that takes too long."""
    poll = select.poll()
    poll.register(source, select.POLLIN)
    found = bytearray()
    while (left := deadline - time.monotonic()) > 0:
        if poll.poll(left * 1000 + 1):
            chunk = os.read(source, _CHUNK)
            if not chunk:
                return bytes(found)
            found += chunk
    return b""
