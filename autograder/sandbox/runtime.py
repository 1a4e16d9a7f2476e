"""The runtime image: the read-only Python and numpy that a worker sees instead of the host.

It is built once for each interpreter, numpy and worker code, and kept in a cache
folder. Any account can read it, since a worker may run as another one than ours.
"""

import compileall
import contextlib
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from autograder.errors import SandboxError
from autograder.places import cache_folder

INSIDE = Path(__file__).parent / "inside"
_UNUSED_SECONDS = 30 * 86400
_BUILD_SECONDS = 3600
PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
_NOT_IN_IMAGE = shutil.ignore_patterns(
    "test", "tests", "idlelib", "tkinter", "turtledemo", "lib2to3", "ensurepip", "site-packages",
    "dist-packages", "config-*", "pydoc_data", "*.a", "_test*", "_tkinter*",
    "include", "sitecustomize.py",
)  # fmt: skip


class Runtime:
    """A built image.

    Attributes:
        folder: what becomes `/` in a jail.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def python(self) -> str:
        """The interpreter, as a path below the image's root."""
        return f"/py/bin/{PYTHON}"

    @property
    def packages(self) -> str:
        """The folder of numpy and the worker's code, below the image's root."""
        return f"/py/lib/{PYTHON}/site-packages"

    @property
    def libraries(self) -> str:
        """The folder of shared libraries, below the image's root."""
        return "/py/shared"


@cache
def runtime() -> Runtime:
    """Return the image for this interpreter; build it where there is none yet.

    Raises:
        SandboxError: it can't be built here.
    """
    folder = cache_folder() / f"runtime-{_key()}"
    try:
        if not folder.is_dir():
            _prune(folder.parent)
        published(folder, _fill)
        _hold_ours(folder.parent, folder)
        with contextlib.suppress(OSError):
            os.utime(folder)
        return Runtime(folder)
    except (OSError, subprocess.SubprocessError) as err:
        raise SandboxError("sandbox-not-started", level="jail", problem=str(err)) from err


def published(folder: Path, fill: Callable[[Path], None]) -> Path:
    """Return `folder`; where it is missing, `fill` one beside it and rename it.

    So nobody ever sees half of it, and of several who make it at once one wins.
    """
    if folder.is_dir():
        return folder
    mask = os.umask(0o022)  # another account has to read it
    try:
        _publish(folder, fill)
    finally:
        os.umask(mask)
    return folder


def _publish(folder: Path, fill: Callable[[Path], None]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="building-", dir=folder.parent))
    try:
        fill(made)
        made.chmod(0o755)
        made.rename(folder)
    except OSError:
        if not folder.is_dir():  # somebody else was faster
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _hold_ours(*folders: Path) -> None:
    """Hold that nobody else can write what we are about to run.

    Raises:
        PermissionError: a folder is another account's, or others may write into it.
    """
    for folder in folders:
        status = folder.lstat()
        if status.st_uid not in (0, os.geteuid()) or status.st_mode & 0o022:
            raise PermissionError(f"{folder} is not ours alone; set GRADE_CACHE to another folder")


def _prune(cache: Path) -> None:
    """Remove images that nobody has used for a month, and what a killed build has left."""
    for pattern, seconds in (("runtime-*", _UNUSED_SECONDS), ("building-*", _BUILD_SECONDS)):
        for folder in cache.glob(pattern):
            if time.time() - folder.stat().st_mtime > seconds:
                shutil.rmtree(folder, ignore_errors=True)


def _key() -> str:
    """Return a digest of everything that the image is made of."""
    numpy = importlib.util.find_spec("numpy")
    assert numpy is not None
    assert numpy.origin is not None
    parts = [sys.version, platform.platform(), sys.base_prefix, numpy.origin]
    parts.append((Path(numpy.origin).parent / "version.py").read_text(encoding="utf-8"))
    sources = [
        path.read_text(encoding="utf-8") for path in (*sorted(INSIDE.glob("*.py")), Path(__file__))
    ]
    return hashlib.sha256("\0".join(parts + sources).encode()).hexdigest()[:16]


def _fill(image: Path) -> None:
    home = image / "py"
    packages = home / "lib" / PYTHON / "site-packages"
    for name in ("dev", "tmp"):
        (image / name).mkdir()
    (image / "dev" / "null").touch()
    (home / "bin").mkdir(parents=True)
    executable = Path(os.path.realpath(sys.executable))
    shutil.copy(executable, home / "bin" / PYTHON)
    shutil.copytree(sysconfig.get_path("stdlib"), home / "lib" / PYTHON, ignore=_NOT_IN_IMAGE)
    _copy_numpy(packages)
    shutil.copytree(INSIDE, packages / "inside", ignore=shutil.ignore_patterns("__pycache__"))
    _copy_libraries(image, [home / "bin" / PYTHON, *home.rglob("*.so"), *home.rglob("*.so.*")])
    # Without compiled files each start would compile again: nothing is writable inside.
    compileall.compile_dir(home, quiet=2, workers=os.cpu_count() or 1)


def _copy_numpy(packages: Path) -> None:
    numpy = importlib.util.find_spec("numpy")
    assert numpy is not None
    assert numpy.origin is not None
    source = Path(numpy.origin).parent
    shutil.copytree(
        source, packages / "numpy", ignore=shutil.ignore_patterns("tests", "*.a", "include")
    )
    bundled = source.parent / "numpy.libs"
    if bundled.is_dir():
        shutil.copytree(bundled, packages / "numpy.libs")


def _copy_libraries(image: Path, binaries: Iterable[Path]) -> None:
    """Copy the shared libraries that the binaries need, and the loader to its own place."""
    shared = image / "py" / "shared"
    shared.mkdir()
    original_lib = Path(sysconfig.get_config_var("LIBDIR") or "/usr/lib")
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",
        "LD_LIBRARY_PATH": str(original_lib),
    }
    listed = subprocess.run(  # noqa: S603 - ldd on our own copies
        ["ldd", *map(str, binaries)],  # noqa: S607 - where it stands differs
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    for line in sorted({line.strip() for line in listed.stdout.splitlines()}):
        name, _, rest = line.partition(" => ")
        found = Path((rest or name).split(" (")[0].strip())
        if not found.is_absolute() or not found.is_file() or found.is_relative_to(image):
            continue
        if rest:
            shutil.copy(found, shared / name)
        else:  # the loader, named in the binaries by its absolute path
            target = image / found.relative_to("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(found, target)
