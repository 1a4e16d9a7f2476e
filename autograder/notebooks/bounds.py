"""What a test cell may take of nbgrader's own process: a function of a student's may feed it."""

import ast
import contextlib
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

OVER = "__@over__"  # no source can name it
_FIRE_AGAIN_SECONDS = 0.05
_MORE_BYTES = 2 << 30


class OutOfTime(BaseException):
    """A cell of ours has taken too long."""


@contextlib.contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """End what takes too long, and refuse what takes too much memory, where that can be done.

    Args:
        seconds: of wall time [s].

    Raises:
        OutOfTime: in what runs inside, again and again, for a cell may catch all exceptions.
        MemoryError: in what asks for more than 2 GiB.
    """
    with _within(seconds), _in_memory():
        yield


def call_over_in_handlers(tree: ast.Module) -> None:
    """Have every `except` clause of a cell call `OVER` first, for a bare one catches `OutOfTime`.

    Without that a loop that tries again whatever happens would end when the alarm finds it outside
    of its `try`, sooner or later.

    Args:
        tree: of the cell; is changed.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            call = ast.Expr(ast.Call(ast.Name(OVER, ast.Load()), [], []))
            ast.copy_location(call, node)
            node.body.insert(0, ast.fix_missing_locations(call))


@contextlib.contextmanager
def _within(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def fire(_signal: int, _frame: object) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, fire)
    signal.setitimer(signal.ITIMER_REAL, seconds, _FIRE_AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _in_memory() -> Iterator[None]:
    """Bound the address space, beside what this process has already."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = pages * resource.getpagesize() + _MORE_BYTES
    limits = [most, *(limit for limit in before if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
