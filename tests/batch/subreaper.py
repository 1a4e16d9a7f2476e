"""Run a command, kill something in it, and wait until all that descends from it is gone.

    python subreaper.py WHAT SECONDS COMMAND…

WHAT is `batch`, `worker` (a process of its pool) or `zygote` (any process of a sandbox: the
jail's, the zygote itself or one that it forked); SECONDS is when, after the first
process of that kind has been seen. This process adopts every orphan, so that none gets lost.
Prints the command's exit code, and whether anything was killed, as JSON; exits with 1 where a
process is left.
"""

import ctypes
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
LEFT_SECONDS = 20.0


def children(pid: int) -> list[int]:
    """Return the children of a process."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, path.read_text().split())
        except OSError:
            continue
    return found


def command_line(pid: int) -> str:
    """Return a process's words."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def below(pid: int) -> list[int]:
    """Return all that descends from a process."""
    return [each for child in children(pid) for each in (child, *below(child))]


def find(what: str, batch: int) -> list[int]:
    """Return the processes of a kind."""
    if what == "batch":
        return [batch]
    sign = "spawn_main" if what == "worker" else "inside.zygote"
    return [pid for pid in below(batch) if sign in command_line(pid)]


def kill_one(what: str, batch: "subprocess.Popen[bytes]") -> bool:
    """Kill a process of a kind, whichever; return whether there was one."""
    while batch.poll() is None and (victims := find(what, batch.pid)):
        try:
            os.kill(random.SystemRandom().choice(victims), signal.SIGKILL)
        except ProcessLookupError:  # it ended by itself just now
            continue
        return True
    return False


def main() -> int:
    what, seconds, *command = sys.argv[1:]
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    batch = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while batch.poll() is None and not find(what, batch.pid):
        time.sleep(0.002)
    time.sleep(float(seconds))
    has_killed = kill_one(what, batch)
    code = batch.wait()
    deadline = time.monotonic() + LEFT_SECONDS
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if pid == 0:
            if time.monotonic() > deadline:
                print([command_line(left) for left in below(os.getpid())], file=sys.stderr)
                return 1
            time.sleep(0.01)
    print(json.dumps({"code": code, "killed": has_killed}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
