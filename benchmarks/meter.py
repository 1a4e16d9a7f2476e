"""Count the CPU time of a command and of everything that it starts.

As a script, `python meter.py SECONDS RESULT COMMAND...` runs the command below a fresh process
that adopts every orphan, waits until all of them have ended, and writes what it cost as JSON.

`getrusage` knows only of processes that somebody waited for, and the kernel does not wait for
those that end with their PID namespace: a sandboxed worker would cost nothing. So the kernel's
task clock is read instead, which every process inherits, wherever it goes.
"""

import contextlib
import ctypes
import json
import os
import platform
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_PERF_EVENT_OPEN = {"x86_64": 298, "aarch64": 241}
_SOFTWARE, _TASK_CLOCK, _ATTRIBUTE_BYTES = 1, 1, 64
_INHERIT, _EXCLUDE_KERNEL, _EXCLUDE_HYPERVISOR = 1 << 1, 1 << 5, 1 << 6  # of a counter's start
_CLOSE_ON_EXEC = 8
_LINGER_SECONDS = 60.0  # what a command leaves behind has this long to end by itself


class NoClock(OSError):
    """The kernel does not let us read a task clock."""


class CpuClock:
    """CPU time, user and system, of this process and of all that it starts from now on.

    Raises:
        NoClock: the kernel refuses.
    """

    def __init__(self) -> None:
        # Excluding the kernel is what an ordinary account has to ask for; a software clock
        # counts its time all the same.
        flags = _INHERIT | _EXCLUDE_KERNEL | _EXCLUDE_HYPERVISOR
        attribute = struct.pack(
            "=IIQQQQQIIQ", _SOFTWARE, _ATTRIBUTE_BYTES, _TASK_CLOCK, 0, 0, 0, flags, 0, 0, 0
        )
        libc = ctypes.CDLL(None, use_errno=True)
        number = _PERF_EVENT_OPEN.get(platform.machine(), -1)
        self._counter = libc.syscall(number, attribute, 0, -1, -1, ctypes.c_ulong(_CLOSE_ON_EXEC))
        if self._counter < 0:
            reason = os.strerror(ctypes.get_errno())
            raise NoClock(
                f"perf_event_open: {reason}\n"
                "hint: sysctl kernel.perf_event_paranoid=2, or run this as root; in a container "
                "its seccomp profile must allow perf_event_open"
            )

    def seconds(self) -> float:
        """Return the CPU time since the clock was made [s]."""
        return float(struct.unpack("=Q", os.read(self._counter, 8))[0]) / 1e9


def started_clock() -> CpuClock:
    """Return a clock for a command of the benchmarks.

    Raises:
        SystemExit: the kernel refuses, which is said on stderr.
    """
    try:
        return CpuClock()
    except NoClock as err:
        print(f"Error: no CPU time can be measured here: {err}", file=sys.stderr)
        raise SystemExit(3) from err


def _run(command: list[str], limit_seconds: float) -> dict[str, float | int | str]:
    """Run a command to its end, and wait for all that it leaves behind."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    clock = CpuClock()
    own, wall, cpu = time.process_time(), time.perf_counter(), clock.seconds()
    problem = ""
    with subprocess.Popen(command, start_new_session=True) as process:  # noqa: S603 - no shell
        try:
            code = process.wait(limit_seconds)
        except subprocess.TimeoutExpired:
            problem = f"it took longer than {limit_seconds:g} s"
            os.killpg(process.pid, signal.SIGKILL)
            code = process.wait()
    wall = time.perf_counter() - wall
    if not _everything_ended():
        problem = problem or f"it left processes that did not end in {_LINGER_SECONDS:g} s"
    cpu = clock.seconds() - cpu - (time.process_time() - own)
    return {"cpu_seconds": cpu, "wall_seconds": wall, "code": code, "problem": problem}


def _everything_ended() -> bool:
    """Wait for every orphan that came to us; end those that linger, and say so."""
    deadline = time.monotonic() + _LINGER_SECONDS
    has_ended = True
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return has_ended
        if pid:
            continue
        if time.monotonic() > deadline:
            has_ended = False
            for child in _children():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
        time.sleep(0.02)


def _children() -> list[int]:
    """Return our children: the orphans of the command."""
    return [int(pid) for pid in Path("/proc/thread-self/children").read_text().split()]


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(_run(sys.argv[3:], float(sys.argv[1]))))
