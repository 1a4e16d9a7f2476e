"""Run a command below a meter of its own, and say what it cost."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ENVIRONMENTS = HERE / ".envs"
_METER = HERE / "meter.py"
_LIMIT_SECONDS = 900.0


class NotMeasured(Exception):
    """A command did not do what was to be measured."""


@dataclass(frozen=True)
class Cost:
    """What a command cost.

    Attributes:
        cpu_seconds: user and system time of all its processes [s].
        wall_seconds: from its start to its end [s].
        stdout: what it wrote.
    """

    cpu_seconds: float
    wall_seconds: float
    stdout: str


def run(
    command: Sequence[str | Path],
    *,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    limit_seconds: float = _LIMIT_SECONDS,
    codes: Sequence[int] = (0,),
) -> Cost:
    """Run a command and measure it.

    Args:
        command: program and arguments; its own environment's programs are found first.
        folder: where it runs.
        environment: variables besides those that every command gets.
        limit_seconds: wall time after which it is ended [s].
        codes: exit codes that mean that it did its work.

    Raises:
        NotMeasured: it ended otherwise, or did not end.
    """
    result, out, err = (folder / f".meter-{name}" for name in ("result", "stdout", "stderr"))
    words = [str(word) for word in command]
    variables = base_environment(Path(words[0]).parent) | dict(environment or {})
    with out.open("wb") as stdout, err.open("wb") as stderr:
        subprocess.run(  # noqa: S603 - no shell, and our own commands
            [sys.executable, "-I", str(_METER), str(limit_seconds), str(result), *words],
            cwd=folder, env=variables, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
            check=False,
        )  # fmt: skip
    said = err.read_text(errors="replace").strip()[-2000:]
    if not result.is_file():
        raise NotMeasured(said or "the meter did not start")
    found = json.loads(result.read_text())
    result.unlink()
    if found["problem"] or found["code"] not in codes:
        problem = found["problem"] or f"exit code {found['code']}"
        tail = out.read_text(errors="replace").strip()[-500:]
        raise NotMeasured(f"{' '.join(words[:4])} …: {problem}\n{said or tail}")
    return Cost(found["cpu_seconds"], found["wall_seconds"], out.read_text(errors="replace"))


def base_environment(programs: Path) -> dict[str, str]:
    """Return the variables that every command gets: the same few, and none from outside.

    Args:
        programs: folder of its own environment's programs.
    """
    home = ENVIRONMENTS / "home"  # some write settings there
    home.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)]),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
    }
