"""Look at the memory of a judge and of its sandboxed workers while they grade."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks import measure, suite

_LOOKS, _PAUSE_SECONDS, _START_SECONDS = 40, 0.05, 3.0
_MANY = 1_000_000  # gradings: it is ended long before


@dataclass(frozen=True)
class Memory:
    """What processes of one kind hold, at the median of many looks.

    Attributes:
        kind: `judge`, `bubblewrap`, `zygote` (has children) or `worker` (has none).
        count: how many there are at once.
        pss_mb: memory of one, shared pages divided among their users [MB]; None where the
            kernel does not tell.
        rss_mb: memory of one, shared pages counted in full [MB].
    """

    kind: str
    count: float
    pss_mb: float | None
    rss_mb: float


def look(source: bytes) -> list[Memory]:
    """Grade a source again and again in a warm judge, and look at its processes from outside."""
    with tempfile.TemporaryDirectory(prefix="bench-memory-") as name:
        handed_in = Path(name) / "handed-in.py"
        handed_in.write_bytes(source)
        words = ["-m", "benchmarks.warm", "ours", str(_MANY), str(handed_in), f"{name}/result"]
        variables = measure.base_environment(Path(sys.executable).parent)
        with subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, *words], env=variables | {"PYTHONPATH": str(suite.ROOT)}
        ) as judge:
            try:
                time.sleep(_START_SECONDS)
                looks = [_tree(judge.pid) for _ in range(_LOOKS) if not time.sleep(_PAUSE_SECONDS)]
            finally:
                judge.kill()
    return _summed_up(looks)


def _tree(root: int) -> dict[str, list[tuple[int | None, int]]]:
    """Return (PSS, RSS) in kB of a process and all below it, by kind."""
    found: dict[str, list[tuple[int | None, int]]] = defaultdict(list)
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        try:
            children = _children(pid)
            name = Path(f"/proc/{pid}/comm").read_text().strip()
            rss = _field(pid, "status", "VmRSS:")
        except (OSError, ValueError):  # it has ended, or is about to
            continue
        try:
            pss = _field(pid, "smaps_rollup", "Pss:")
        except (OSError, ValueError):  # not ours to see
            pss = None
        kind = "judge" if pid == root else "zygote" if children else "worker"
        found["bubblewrap" if name == "bwrap" else kind].append((pss, rss))
        waiting += children
    return found


def _children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(each) for path in threads for each in path.read_text().split()]


def _field(pid: int, file: str, name: str) -> int:
    """Return a number of kB out of a file of /proc.

    Raises:
        ValueError: it is not there; a process that is ending has no memory.
    """
    for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise ValueError(name)


def _summed_up(looks: list[dict[str, list[tuple[int | None, int]]]]) -> list[Memory]:
    """Return the median of each kind that was seen in most looks."""
    memories = []
    for kind in ("judge", "bubblewrap", "zygote", "worker"):
        seen = [found[kind] for found in looks if kind in found]
        if len(seen) < len(looks) / 4:
            continue
        each = [process for found in seen for process in found]
        shared = [pss for pss, _ in each if pss is not None]
        memories.append(
            Memory(
                kind,
                statistics.median(len(found) for found in seen),
                statistics.median(shared) / 1000 if shared else None,
                statistics.median(rss for _, rss in each) / 1000,
            )
        )
    return memories
