"""Lock this process in, layer by layer, and try the walls before anything foreign runs."""

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable, Collection
from functools import cache
from typing import Any

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
# mount points, host name, System V memory, accounts: what can be had anew for next to nothing
_NEW_NAMESPACES = 0x00020000 | 0x04000000 | 0x08000000 | 0x10000000
_CAPABILITY_VERSION = 0x20080522
_MEBIBYTE = 1 << 20
_OWN_THREADS = 32


def lock_in(config: dict[str, Any]) -> list[str]:
    """Build the walls that `config` asks for; return the names of those that stand.

    Args:
        config: `level`, `readable` (folders), `memory_mb`, `cpu_seconds`.

    Raises:
        OSError: a wall that the level needs can't be built.
    """
    if config["level"] == "limits":
        return _limit(config, has_own_account=False)
    from . import landlock, seccomp  # noqa: PLC0415 - Linux only

    layers = []
    if config["level"] == "jail" and _leave_siblings():
        layers.append("namespaces")
    _limit(config, has_own_account=bool(layers))
    hide()
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    if landlock.version() or config["level"] == "landlock":
        landlock.restrict(config["readable"])
        layers.append("landlock")
    seccomp.restrict()
    return [*layers, "seccomp", "rlimits"]


def prepare() -> None:
    """Have ready what locking in needs, before any worker is forked."""
    import resource  # noqa: F401, PLC0415 - Linux only

    from . import landlock, seccomp  # noqa: PLC0415 - Linux only

    landlock.version()
    if seccomp.is_known_machine():
        seccomp.program()
    account_threads()


def hide() -> None:
    """Keep others of the same account from looking into this process."""
    _prctl(_PR_SET_DUMPABLE, 0)


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


def _leave_siblings() -> bool:
    """Take namespaces of our own, without any right in them; say whether the kernel allows it."""
    import ctypes  # noqa: PLC0415 - Linux only

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NAMESPACES) != 0:
        return False
    # Whoever makes a user namespace holds every capability in it.
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    if libc.capset(header, (ctypes.c_uint32 * 6)()) != 0:
        raise OSError(ctypes.get_errno(), "capset")
    return True


def _limit(config: dict[str, Any], *, has_own_account: bool) -> list[str]:
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
        "RLIMIT_NPROC": _most_threads(has_own_account) if walled else None,
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


def _most_threads(has_own_account: bool) -> int:
    return _OWN_THREADS if has_own_account else account_threads() + 8 * _OWN_THREADS


@cache
def account_threads() -> int:
    """Return how many threads this account had when we first looked, as far as /proc shows them."""
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
