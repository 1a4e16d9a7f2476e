"""What this machine can do: try each level with a real worker, best first."""

import platform
import sys
from functools import cache

from autograder.errors import SandboxError
from autograder.model import Level, Limits, Record
from autograder.sandbox import jail
from autograder.sandbox.inside import seccomp
from autograder.sandbox.process import start_worker

LEVELS: tuple[Level, ...] = ("jail", "landlock", "limits")


class LevelStatus(Record):
    """Whether one level works here.

    Attributes:
        advice_key: names the advice on how to get it, where it does not work.
    """

    level: Level
    works: bool
    layers: tuple[str, ...] = ()
    problem: str | None = None
    advice_key: str | None = None


class Survey(Record):
    """What this machine can do."""

    levels: tuple[LevelStatus, ...]
    best: Level | None
    python: str
    numpy: str
    kernel: str


def survey() -> Survey:
    """Try every level and say what works."""
    import numpy as np  # noqa: PLC0415 - heavy, and only its version is asked

    levels = tuple(_try(level) for level in LEVELS)
    return Survey(
        levels=levels,
        best=next((status.level for status in levels if status.works), None),
        python=platform.python_version(),
        numpy=np.__version__,
        kernel=f"{platform.system()} {platform.release()} {platform.machine()}",
    )


@cache
def best_level() -> Level:
    """Return the best level that works here; proved once for each process.

    Raises:
        SandboxError: not even the lowest works.
    """
    if not sys.platform.startswith("linux"):
        return "limits"
    for level in LEVELS[:-1]:
        if _try(level).works:
            return level
    return "limits"


@cache
def _try(level: Level) -> LevelStatus:
    try:
        worker = start_worker(level, Limits())
    except SandboxError as err:
        problem = str(err.values["problem"])
        return LevelStatus(
            level=level, works=False, problem=problem, advice_key=_advice(level, problem)
        )
    worker.close()
    return LevelStatus(level=level, works=True, layers=worker.isolation.layers)


def _advice(level: Level, problem: str) -> str:
    """Name the advice that fits what went wrong."""
    if not sys.platform.startswith("linux"):
        return "not-linux"
    if not seccomp.is_known_machine():
        return "seccomp-missing"
    if level == "jail" and problem == jail.NO_BUBBLEWRAP:
        return "bubblewrap-missing"
    if "uid map" in problem or "namespace" in problem:
        return "userns-forbidden"
    return "landlock-missing" if "Landlock" in problem else "image-failed"
