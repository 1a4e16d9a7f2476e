"""Lock this process in, layer by layer, and try the walls before anything foreign runs."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Collection
from typing import Any

_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_MEBIBYTE = 1 << 20


def lock_in(config: dict[str, Any]) -> list[str]:
    """Build the walls that `config` asks for; return the names of those that stand.

    Args:
        config: `level`, `readable` (folders), `memory_mb`, `cpu_seconds`.

    Raises:
        OSError: a wall that the level needs can't be built.
    """
    layers = _limit(config)
    if config["level"] == "limits":
        return layers
    from . import landlock, seccomp  # noqa: PLC0415 - Linux only

    _prctl(_PR_SET_DUMPABLE, 0)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    if landlock.version() or config["level"] == "landlock":
        landlock.restrict(config["readable"])
        layers.insert(0, "landlock")
    seccomp.restrict()
    layers.insert(len(layers) - 1, "seccomp")
    return layers


def probe(config: dict[str, Any]) -> dict[str, bool]:
    """Try what must not work; return, by attempt, whether it was refused.

    Args:
        config: `level`, and `outside`, a file of the host that anybody may read there.
    """
    # In a jail the file is not there at all; without one it is, and must be out of reach.
    gone = {errno.ENOENT} if config["level"] == "jail" else set()
    return {
        "open": _refused(lambda: os.close(os.open(config["outside"], os.O_RDONLY)), gone),
        "write": _refused(lambda: os.close(os.open("probe", os.O_WRONLY | os.O_CREAT))),
        "fork": _refused(_fork),
        "socket": _refused(_socket),
        "exec": _refused(_exec),
    }


def _limit(config: dict[str, Any]) -> list[str]:
    """Set the resource limits that this system has."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return []
    walled = config["level"] != "limits"
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_AS": config["memory_mb"] * _MEBIBYTE,
        "RLIMIT_CPU": config["cpu_seconds"],
        # Nothing is writable behind walls; on a student's own machine files are theirs to write.
        "RLIMIT_FSIZE": 0 if walled else 64 * _MEBIBYTE,
        "RLIMIT_NOFILE": 64 if walled else None,
        "RLIMIT_MEMLOCK": 0 if walled else None,
        "RLIMIT_MSGQUEUE": 0 if walled else None,
        # Counted for each account, in a user namespace of our own from zero; elsewhere together
        # with all its other programs, and it only keeps one worker from taking every thread.
        "RLIMIT_NPROC": {"jail": 32, "landlock": _threads() + 256}.get(config["level"]),
    }
    for name, value in wanted.items():
        if value is None or not hasattr(resource, name):
            continue
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # At the hard limit of CPU time the kernel sends SIGKILL, as it does without memory;
        # the signal of the soft one says what it was.
        soft = max(1, ceiling - 1) if name == "RLIMIT_CPU" else ceiling
        try:
            resource.setrlimit(kind, (soft, ceiling))
        except (OSError, ValueError):
            if walled:
                raise
    return ["rlimits"]


def _threads() -> int:
    """Return how many threads this account has, as far as /proc shows them."""
    total = 0
    for name in filter(str.isdigit, os.listdir("/proc") if os.path.isdir("/proc") else []):
        with contextlib.suppress(OSError), open(f"/proc/{name}/status", "rb") as file:
            fields = dict(line.split(b":", 1) for line in file if b":" in line)
            if int(fields[b"Uid"].split()[0]) == os.getuid():
                total += int(fields[b"Threads"])
    return total


def _prctl(option: int, value: int) -> None:
    import ctypes  # noqa: PLC0415 - Linux only

    libc = ctypes.CDLL(None, use_errno=True)
    zero = ctypes.c_ulong(0)
    if libc.prctl(option, ctypes.c_ulong(value), zero, zero, zero) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")


def _refused(attempt: Callable[[], None], also: Collection[int] = ()) -> bool:
    """Whether an attempt fails because it is forbidden, or by another error that is as good."""
    try:
        attempt()
    except OSError as err:
        return err.errno in (errno.EPERM, errno.EACCES, errno.EROFS, *also)
    return False


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _exec() -> None:
    os.execv(sys.executable, [sys.executable, "-c", ""])  # noqa: S606 - it must be refused


def _socket() -> None:
    import socket  # noqa: PLC0415 - only the probe needs it

    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
