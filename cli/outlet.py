"""Let out what is not meant for a person: bytes on stdout, or a file that is whole or unchanged."""

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from autograder.errors import UsageError
from autograder.yamlfile import reason
from cli import terminal


def to_stdout(chunks: Iterable[str] | Iterable[bytes]) -> None:
    """Write on stdout as UTF-8, whatever the terminal speaks; on a screen nothing steers it.

    Raises:
        UsageError: there is no room for it.
    """
    if terminal.is_screen():
        for chunk in chunks:
            text = chunk.decode() if isinstance(chunk, bytes) else chunk
            sys.stdout.write("\n".join(map(terminal.safe, text.split("\n"))))
        return
    with terminal.complete():
        sys.stdout.flush()
        for chunk in chunks:
            sys.stdout.buffer.write(_encoded(chunk))
        sys.stdout.buffer.flush()


def to_file(path: Path, chunks: Iterable[str] | Iterable[bytes]) -> None:
    """Write a file, or leave what is there as it was; who may read it stays as it was too.

    Raises:
        UsageError: it can't be written.
    """
    try:
        target = _resolved(path)
        if target.exists() and not target.is_file():
            with target.open("wb") as file:  # a device or a pipe, which must not be replaced
                _fill(file, chunks)
            return
        draft = target.with_name(f".grade-{secrets.token_hex(8)}")
        try:
            with draft.open("xb") as file:
                if target.exists():
                    shutil.copymode(target, draft)
                _fill(file, chunks)
            os.replace(draft, target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as err:
        raise UsageError("cannot-write", path=path, problem=reason(err)) from err


def _resolved(path: Path) -> Path:
    """Follow links to where a file is or will be."""
    target = Path(os.path.realpath(path))
    if target.is_symlink():  # only a link that leads to itself is left
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


def _fill(file: BinaryIO, chunks: Iterable[str] | Iterable[bytes]) -> None:
    file.writelines(_encoded(chunk) for chunk in chunks)


def _encoded(chunk: str | bytes) -> bytes:
    # Half a character, which only an escape in a course's YAML can make, becomes an escape again.
    return chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "backslashreplace")
