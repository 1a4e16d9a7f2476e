"""A virtual environment for each of the other graders, installed by pip from its usual index."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import ENVIRONMENTS

_STAMP = ".installed"


@dataclass(frozen=True)
class Environment:
    """An installed virtual environment.

    Attributes:
        folder: where it is.
        versions: of its distributions, by name in lower case.
        problem: why it can't be used; empty where it can.
    """

    folder: Path
    versions: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """Return the path of one of its programs."""
        return self.folder / "bin" / name


def environment(name: str, packages: tuple[str, ...]) -> Environment:
    """Return an environment with these packages; it is made where it is missing.

    Args:
        name: its folder below `benchmarks/.envs`.
        packages: what pip is asked for.
    """
    folder = ENVIRONMENTS / name
    stamp = folder / _STAMP
    wanted = json.dumps([str(folder), sys.version, *packages])  # a moved one does not run
    if not stamp.is_file() or stamp.read_text() != wanted:
        problem = _install(folder, packages)
        if problem:
            return Environment(folder, problem=problem)
        stamp.write_text(wanted)
    return Environment(folder, _versions(folder))


def _install(folder: Path, packages: tuple[str, ...]) -> str:
    """Make an environment; return why it can't be made, or nothing."""
    print(f"installing {', '.join(packages)}", file=sys.stderr, flush=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install"]
    for command in ([sys.executable, "-m", "venv", "--clear", str(folder)], [*pip, *packages]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            lines = (done.stderr.strip() or done.stdout.strip()).splitlines()
            return lines[-1] if lines else f"exit code {done.returncode}"
    return ""


def _versions(folder: Path) -> dict[str, str]:
    """Return what is installed."""
    code = (
        "import json, importlib.metadata as m; "
        "print(json.dumps({d.name.lower(): d.version for d in m.distributions()}))"
    )
    done = subprocess.run(  # noqa: S603 - our own environment
        [str(folder / "bin" / "python"), "-I", "-c", code],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    versions: dict[str, str] = json.loads(done.stdout)
    return versions
