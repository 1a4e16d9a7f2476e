"""Find the files that an assignment declares among what was handed in.

A declared `conv2d.py` may come as such, as the notebook `conv2d.ipynb`, or within a
folder or a zip archive; where an assignment declares one file, a notebook of any
name will do. What fits twice is refused: neither we nor the student could tell
which one was graded.
"""

import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import BinaryIO

from autograder.archive import SKIPPED_FOLDERS, Archive, is_junk, legible
from autograder.course import Assignment
from autograder.errors import SubmissionError
from autograder.yamlfile import reason

MAX_FILE_BYTES = 1_000_000
MAX_NOTEBOOK_BYTES = 20_000_000  # with the figures among its outputs
MAX_ARCHIVE_BYTES = 20_000_000
STANDARD_INPUT = Path("-")
_NOTEBOOK, _ARCHIVE = ".ipynb", ".zip"
_LIMITS = {
    _NOTEBOOK: (MAX_NOTEBOOK_BYTES, "notebook-too-large"),
    _ARCHIVE: (MAX_ARCHIVE_BYTES, "archive-too-large"),
}
_MAX_LISTED = 10
# A named pipe must not hold the grading, nor a link bring in a file of the grading machine.
_OPEN_FLAGS = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"):
    _OPEN_FLAGS |= getattr(os, _flag, 0)


@dataclass(frozen=True)
class Candidate:
    """A file that could be the one that is meant.

    Attributes:
        place: what a person calls it.
        path: where it is within what was handed in.
        fetch: returns its first bytes, at most as many as asked for, and its size.
    """

    place: str
    path: PurePosixPath
    fetch: Callable[[int], tuple[bytes, int]]

    @property
    def is_notebook(self) -> bool:
        """Whether its code cells make the module."""
        return self._suffix == _NOTEBOOK

    @property
    def is_archive(self) -> bool:
        """Whether the declared files are in it."""
        return self._suffix == _ARCHIVE

    @property
    def _suffix(self) -> str:
        return self.path.suffix.lower()

    def read(self) -> bytes:
        """Return the whole content.

        Raises:
            SubmissionError: it is too large for its kind, or can't be read.
        """
        limit, key = _LIMITS.get(self._suffix, (MAX_FILE_BYTES, "file-too-large"))
        content, size = self.fetch(limit + 1)
        if size > limit:
            raise SubmissionError(key, path=self.place, size=size // 1000, limit=limit // 1000)
        return content


Chosen = dict[str, Candidate]  # by declared name


def names(declared: str) -> tuple[str, str]:
    """Return the names under which a declared file is looked for."""
    return declared, PurePosixPath(declared).stem + _NOTEBOOK


def choose(
    paths: Sequence[Path],
    assignment: Assignment,
    stdin: BinaryIO | None = None,
    called: Mapping[Path, str] = MappingProxyType({}),
) -> Chosen:
    """Say which candidate is which declared file.

    Args:
        paths: what was handed in.
        assignment: says which files are wanted.
        stdin: what the path `-` stands for; without it that is a file like any other.
        called: names that files had when they were handed in, where a download renamed them.

    Raises:
        SubmissionError: a declared file is not there, or more than once.
    """
    wanted = ", ".join(assignment.files)
    chosen: Chosen = {}
    for path in paths:
        if not (stdin and path == STANDARD_INPUT) and not os.path.lexists(path):
            raise SubmissionError("no-such-file", path=path, wanted=wanted)
        own_name = called.get(path, path.name)
        found = _from_path(path, own_name, assignment, stdin, is_alone=len(paths) == 1)
        if not found and not path.is_dir():
            raise SubmissionError("no-declared-file", path=path, wanted=wanted)
        for name in found.keys() & chosen.keys():
            raise _several(name, [chosen[name], found[name]])
        chosen.update(found)
    missing = [name for name in assignment.files if name not in chosen]
    if missing:
        where = ", ".join(map(str, paths))
        raise SubmissionError("no-declared-file", path=where, wanted=", ".join(missing))
    return chosen


def _from_path(
    path: Path, name: str, assignment: Assignment, stdin: BinaryIO | None, *, is_alone: bool
) -> Chosen:
    """Say what one path of a command line gives."""
    if stdin and path == STANDARD_INPUT:
        candidate = _from_stream(stdin, assignment)
    elif path.is_dir():
        return _from_folder(path, assignment)
    else:
        candidate = _on_disk(path, PurePosixPath(name))
    if candidate.is_archive:
        return _from_archive(candidate, assignment)
    fitting = [wanted for wanted in assignment.files if candidate.path.name in names(wanted)]
    if not fitting and is_alone and len(assignment.files) == 1:
        fitting = assignment.files
    return dict.fromkeys(fitting, candidate)


def _from_stream(stream: BinaryIO, assignment: Assignment) -> Candidate:
    """Read standard input, which says what it is only by how it begins."""
    try:
        content = stream.read(max(MAX_NOTEBOOK_BYTES, MAX_ARCHIVE_BYTES) + 1)
    except (OSError, ValueError) as err:
        raise SubmissionError("file-unreadable", path="-", problem=reason(err)) from err
    name, notebook = names(assignment.files[0])
    if content.startswith(b"PK\x03\x04"):
        name = _ARCHIVE
    elif content.lstrip().startswith(b"{") and b'"cells"' in content:
        name = notebook
    path = PurePosixPath("standard input" + name if name == _ARCHIVE else name)
    return Candidate("-", path, lambda limit: (content[:limit], len(content)))


def _from_folder(folder: Path, assignment: Assignment) -> Chosen:
    """Find the declared files in a folder, or in the one folder of it that holds them."""
    files = _listed(folder, PurePosixPath())
    for subfolder in _subfolders(folder):
        files += _listed(subfolder, PurePosixPath(subfolder.name))
    found = _pick(files, assignment)
    if found:
        return found
    archives = _nearest([file for file in files if file.is_archive])
    if len(archives) > 1:
        raise _several(", ".join(assignment.files), archives)
    return _from_archive(archives[0], assignment) if archives else {}


def _from_archive(candidate: Candidate, assignment: Assignment) -> Chosen:
    """Find the declared files in a zip archive; an archive within it is not opened."""
    archive = Archive(candidate.read(), candidate.place)

    def inside(path: PurePosixPath) -> Candidate:
        place = f"{candidate.place}/{path}"
        return Candidate(place, path, lambda limit: archive.read(path, limit))

    files = [inside(path) for path in archive.files]
    found = _pick(files, assignment)
    nested = [file for file in files if file.is_archive]
    if nested and not found:
        wanted = ", ".join(assignment.files)
        raise SubmissionError("archive-nested", path=nested[0].place, wanted=wanted)
    return found


def _pick(files: Sequence[Candidate], assignment: Assignment) -> Chosen:
    """Choose by name; where one file is declared and none has its name, take the notebook."""
    known = {name for declared in assignment.files for name in names(declared)}
    named = _nearest([file for file in files if file.path.name in known])
    if len({file.path.parent for file in named}) > 1:
        raise _several(", ".join(assignment.files), named)
    by_name = {
        declared: [file for file in named if file.path.name in names(declared)]
        for declared in assignment.files
    }
    if not named and len(assignment.files) == 1:
        notebooks = _nearest([file for file in files if file.is_notebook])
        by_name = {assignment.files[0]: notebooks}
    return _only(by_name)


def _only(by_name: Mapping[str, Sequence[Candidate]]) -> Chosen:
    for name, fitting in by_name.items():
        if len(fitting) > 1:
            raise _several(name, fitting)
    return {name: fitting[0] for name, fitting in by_name.items() if fitting}


def _nearest(files: Sequence[Candidate]) -> list[Candidate]:
    """Return those that lie least deep."""
    depth = min((len(file.path.parts) for file in files), default=0)
    return [file for file in files if len(file.path.parts) == depth]


def _several(wanted: str, files: Iterable[Candidate]) -> SubmissionError:
    places = [file.place for file in files]
    found = ", ".join(places[:_MAX_LISTED]) + (", …" if len(places) > _MAX_LISTED else "")
    return SubmissionError("several-candidates", wanted=wanted, found=found)


def _subfolders(folder: Path) -> list[Path]:
    paths = [path for path in _entries(folder) if path.name not in SKIPPED_FOLDERS]
    return [path for path in paths if path.is_dir() and not path.is_symlink()]


def _listed(folder: Path, within: PurePosixPath) -> list[Candidate]:
    """Return what lies in a folder and is no folder."""
    paths = [path for path in _entries(folder) if path.is_symlink() or not path.is_dir()]
    return [_on_disk(path, within / path.name) for path in paths if not is_junk(within / path.name)]


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as err:
        place = legible(folder)
        raise SubmissionError("file-unreadable", path=place, problem=reason(err)) from err


def _on_disk(path: Path, within: PurePosixPath) -> Candidate:
    return Candidate(legible(path), within, lambda limit: _fetch(path, limit))


def _fetch(path: Path, limit: int) -> tuple[bytes, int]:
    """Return the first bytes of an ordinary file, and its size."""
    try:
        with os.fdopen(os.open(path, _OPEN_FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode):
                content = file.read(limit)
                return content, max(len(content), status.st_size)
    except OSError as err:
        place = legible(path)
        raise SubmissionError("file-unreadable", path=place, problem=reason(err)) from err
    raise SubmissionError("file-not-ordinary", path=legible(path))
