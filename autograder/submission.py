"""Turn the files that a student handed in into a `Submission`; nothing here runs them."""

import hashlib
import io
import os
import stat
import tokenize
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from autograder.course import Assignment
from autograder.errors import SubmissionError
from autograder.model import Record
from autograder.yamlfile import reason

MAX_FILE_BYTES = 1_000_000
_MAX_LISTED = 10
# A named pipe must not hold the grading, nor a link bring in a file of the grading machine.
_OPEN_FLAGS = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"):
    _OPEN_FLAGS |= getattr(os, _flag, 0)
_FOLDERS_TO_SKIP = {"__MACOSX", "__pycache__", ".ipynb_checkpoints", ".git", ".venv"}


class Submission(Record):
    """What was handed in: the declared files' bytes, as they came.

    Attributes:
        files: content by name; the first declared file is among them.
        sha256: digest over names and contents.
    """

    assignment: str
    files: Mapping[str, bytes]
    sha256: str

    def lines(self, name: str) -> list[str]:
        """Return the lines of a file, for quoting in a report."""
        return decode(name, self.files[name]).splitlines()


def read(paths: Sequence[Path], assignment: Assignment) -> Submission:
    """Read the files that an assignment declares from files or folders.

    Args:
        paths: `.py` files (a single one may have any name) or one folder.
        assignment: says which files are wanted.

    Raises:
        SubmissionError: a file is missing, empty, too large, not Python text or not a file.
    """
    contents = {name: _read_file(path) for name, path in _choose(paths, assignment).items()}
    return from_files(contents, assignment)


def from_files(contents: Mapping[str, bytes], assignment: Assignment) -> Submission:
    """Make a submission from contents by name.

    Raises:
        SubmissionError: a content is empty, too large or not Python text.
    """
    for name, content in contents.items():
        _check_content(name, content)
    digest = hashlib.sha256()
    for name in sorted(contents):
        for part in (name.encode(), contents[name]):
            digest.update(len(part).to_bytes(8, "big") + part)
    return Submission(assignment=assignment.slug, files=dict(contents), sha256=digest.hexdigest())


def decode(name: str, content: bytes) -> str:
    """Return the text of a Python source, by its BOM or declared encoding (PEP 263).

    Raises:
        SubmissionError: it is not text in that encoding.
    """
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        text = content.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError) as err:
        raise SubmissionError("file-not-text", path=name, problem=_why(err)) from err
    if "\0" in text:
        raise SubmissionError("file-not-text", path=name, problem="it holds zero bytes")
    return text


def _choose(paths: Sequence[Path], assignment: Assignment) -> dict[str, Path]:
    """Say which path holds which declared file."""
    wanted = ", ".join(assignment.files)
    chosen: dict[str, Path] = {}
    for path in paths:
        if not os.path.lexists(path):
            raise SubmissionError("no-such-file", path=path, wanted=wanted)
        if path.is_dir():
            chosen.update(_from_folder(path, assignment))
        elif path.name in assignment.files:
            chosen[path.name] = path
        elif len(paths) == len(assignment.files) == 1:
            chosen[assignment.files[0]] = path
        else:
            raise SubmissionError("no-declared-file", path=path, wanted=wanted)
    missing = [name for name in assignment.files if name not in chosen]
    if missing:
        where = ", ".join(map(str, paths))
        raise SubmissionError("no-declared-file", path=where, wanted=", ".join(missing))
    return chosen


def _from_folder(folder: Path, assignment: Assignment) -> dict[str, Path]:
    """Find the declared files in a folder, or in the one folder of it that holds them."""
    places = [folder, *_subfolders(folder)]
    found = [_declared(place, assignment) for place in places]
    if found[0]:
        return found[0]
    nested = [files for files in found[1:] if files]
    if len(nested) > 1:
        wanted, several = ", ".join(assignment.files), [path for f in nested for path in f.values()]
        raise SubmissionError(
            "several-candidates", wanted=wanted, found=", ".join(map(str, several[:_MAX_LISTED]))
        )
    return nested[0] if nested else {}


def _declared(folder: Path, assignment: Assignment) -> dict[str, Path]:
    return {name: folder / name for name in assignment.files if os.path.lexists(folder / name)}


def _subfolders(folder: Path) -> list[Path]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.name not in _FOLDERS_TO_SKIP)
    except OSError as err:
        raise SubmissionError("file-unreadable", path=folder, problem=reason(err)) from err
    return [path for path in paths if path.is_dir() and not path.is_symlink()]


def _read_file(path: Path) -> bytes:
    """Read an ordinary file, at most a byte more than is allowed."""
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            return _read_capped(file, path)
    except OSError as err:
        raise SubmissionError("file-unreadable", path=path, problem=reason(err)) from err


def _read_capped(file: BinaryIO, path: Path) -> bytes:
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode):
        raise SubmissionError("file-unreadable", path=path, problem="it is not an ordinary file")
    if status.st_size > MAX_FILE_BYTES:
        raise _too_large(str(path), status.st_size)
    return file.read(MAX_FILE_BYTES + 1)


def _check_content(name: str, content: bytes) -> None:
    if not content.strip():
        raise SubmissionError("file-empty", path=name)
    if len(content) > MAX_FILE_BYTES:
        raise _too_large(name, len(content))
    decode(name, content)


def _too_large(name: str, size: int) -> SubmissionError:
    return SubmissionError(
        "file-too-large", path=name, size=size // 1000, limit=MAX_FILE_BYTES // 1000
    )


def _why(err: Exception) -> str:
    if isinstance(err, UnicodeDecodeError):
        return f"byte {err.start} is not {err.encoding}"
    return getattr(err, "msg", None) or str(err)
