"""Look at what a student has handed in before nbgrader, which follows every link, touches it.

A link to the instructor's notebook would earn full points, one to its data file would put the
hidden tests beside the student's code, and a pipe would hold the grading until its deadline. A
folder `a*` would be graded with the notebook of `ada`: nbgrader takes names for patterns.
"""

import glob
import json
import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal

# nbgrader parses and validates all of a notebook, outputs that it then throws away among it.
MAX_NOTEBOOK_BYTES = 25_000_000
MAX_BYTES = 200_000_000
TIMESTAMP = "timestamp.txt"
_MAX_FILES = 10_000
_MEGABYTE = 1_000_000

Fault = Literal[
    "bad-name", "link", "no-file", "too-large", "no-notebook", "not-json", "not-a-notebook",
    "bad-time",
]  # fmt: skip


def fault_of(folder: Path, root: Path, notebooks: Collection[str]) -> tuple[Fault, str] | None:
    """Return what is wrong with a submission, and where; None where it can be graded.

    Nothing is opened: this is for the process that all others depend on.

    Args:
        folder: of the submission.
        root: the course's folder of all submissions, which may itself be a link.
        notebooks: the names of those that the assignment has.
    """
    for place in _ways(folder, root):
        if place.is_symlink():
            return "link", _named(place, root)
        if glob.has_magic(place.name):
            return "bad-name", place.name
    size, has_notebook = 0, False
    for number, path in enumerate(_everything(folder)):
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            return "link", _named(path, root)
        if stat.S_ISDIR(found.st_mode):
            continue
        if not stat.S_ISREG(found.st_mode):
            return "no-file", _named(path, root)
        is_notebook = path.parent == folder and path.suffix == ".ipynb"
        has_notebook |= is_notebook and path.stem in notebooks
        if is_notebook and found.st_size > MAX_NOTEBOOK_BYTES:
            return "too-large", f"{_named(path, root)}: {found.st_size // _MEGABYTE} MB"
        size += found.st_size
        if size > MAX_BYTES or number > _MAX_FILES:
            return "too-large", f"{_named(folder, root)}: {size // _MEGABYTE} MB"
    wanted = ", ".join(f"{name}.ipynb" for name in sorted(notebooks))
    return None if has_notebook else ("no-notebook", f"{_named(folder, root)}: {wanted}")


def fault_in(folder: Path) -> tuple[Fault, str] | None:
    """Return which file of a submission can't be read; for a process that may die of it."""
    from nbgrader.utils import parse_utc  # noqa: PLC0415 - an extra's

    for path in sorted(path for path in folder.glob("*.ipynb") if path.is_file()):
        try:
            found = json.loads(path.read_bytes())
        except (ValueError, RecursionError) as err:
            return "not-json", f"{path.name}: {err}"
        except OSError as err:
            return "no-file", f"{path.name}: {err.strerror}"
        if not isinstance(found, dict) or not isinstance(found.get("cells"), list):
            return "not-a-notebook", path.name
    try:
        if moment := (folder / TIMESTAMP).read_text(encoding="utf-8").strip():
            parse_utc(moment)
    except FileNotFoundError:
        return None
    except (ValueError, OverflowError) as err:
        return "bad-time", f"{TIMESTAMP}: {err}"
    except OSError as err:  # a folder of that name
        return "bad-time", f"{TIMESTAMP}: {err.strerror}"
    return None


def _ways(folder: Path, root: Path) -> Iterator[Path]:
    """Give the folders on the way from all submissions to this one."""
    here = root
    for part in folder.relative_to(root).parts:
        here /= part
        yield here


def _everything(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            yield Path(here, name)


def _named(path: Path, root: Path) -> str:
    return str(path.relative_to(root))
