"""Take turns on this machine: however many commands start at once, few of them work at once.

A deadline brings hundreds of gradings in a minute. Run at once, all would be slow, and
slow enough to fail the time limits of submissions that are right.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.places import cache_folder

_LOOK_SECONDS = 0.02  # between looks of the one that is next


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextlib.contextmanager
def turn(name: str, width: int, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold one of some places, in the order of coming; whoever dies gives their place back.

    Without a place where locks can be kept nobody waits.

    Args:
        name: of the places, shared by all processes of this account.
        width: how many there are.
        waiting: called once if none is free at once.
    """
    with contextlib.ExitStack() as held:
        with contextlib.suppress(ImportError, OSError):
            _wait(cache_folder() / "turns", name, width, waiting, held)
        yield


def _wait(
    folder: Path, name: str, width: int, waiting: Callable[[], None], held: contextlib.ExitStack
) -> None:
    import fcntl  # noqa: PLC0415 - POSIX only; elsewhere nobody waits

    def opened(kind: object) -> int:
        path = folder / f"{name}-{kind}.lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        held.callback(os.close, descriptor)
        return descriptor

    def taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    folder.mkdir(parents=True, exist_ok=True)
    door, places = opened("door"), [opened(number) for number in range(width)]
    if not (taken(door) and any(map(taken, places))):
        waiting()
        fcntl.flock(door, fcntl.LOCK_EX)  # one stands in the door, the others behind it
        while not any(map(taken, places)):
            time.sleep(_LOOK_SECONDS)
    fcntl.flock(door, fcntl.LOCK_UN)
