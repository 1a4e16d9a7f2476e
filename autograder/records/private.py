"""A folder and a file that nobody else on the machine can read, swap or plant."""

import os
import sqlite3
import stat
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from autograder.errors import RecordsError
from autograder.records.trouble import surfaced


def private_folder(path: Path) -> Path:
    """Make a folder for this account alone, or check the one that is there.

    Raises:
        RecordsError: it is a link, not a folder, someone else's or open to others.
    """
    with surfaced(path):
        with suppress(FileExistsError):
            path.mkdir(mode=0o700)
        problem = _folder_problem(path.lstat())
    if problem:
        raise RecordsError("records-unsafe", path=path, problem=problem)
    return path


def private_file(path: Path) -> None:
    """Make an empty database for this account alone, or check the file that is there.

    Raises:
        RecordsError: it is a link or not a file, or it can't be made.
    """
    with surfaced(path):
        if not os.path.lexists(path):
            _make_database(path)
        mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        problem = "it is a link" if stat.S_ISLNK(mode) else "it is not an ordinary file"
        raise RecordsError("records-unsafe", path=path, problem=problem)


def _folder_problem(status: os.stat_result) -> str | None:
    if stat.S_ISLNK(status.st_mode):
        return "it is a link"
    if not stat.S_ISDIR(status.st_mode):
        return "it is not a folder"
    if not hasattr(os, "getuid"):
        return None  # Windows: neither owners nor modes say who may enter
    if status.st_uid != os.getuid():
        return "it belongs to another account"
    mode = stat.S_IMODE(status.st_mode)
    if mode & 0o077:
        return f"other accounts may enter it: its mode is {mode:04o} instead of 0700"
    return None


def _make_database(path: Path) -> None:
    """Bring an empty WAL database into being whole, so that processes may race for it.

    It is made under another name: changing the journal of a database in use fails as
    "locked", and closing a file that SQLite has open elsewhere in this process would
    drop its locks (sqlite.org/howtocorrupt.html, 2.2).
    """
    descriptor, draft = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)  # mode 0600
    os.close(descriptor)
    try:
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        with suppress(FileExistsError):  # another process was first, and its file stays
            os.link(draft, path)
    finally:
        os.unlink(draft)
