"""Turn the files that a student handed in into a `Submission`; nothing here runs them."""

import codecs
import hashlib
import io
import re
import tokenize
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from autograder import candidates, notebook
from autograder.candidates import MAX_FILE_BYTES
from autograder.course import Assignment
from autograder.errors import SubmissionError
from autograder.model import Record

# What ends a line of Python; str.splitlines knows more, and numbers would shift.
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


class Submission(Record):
    """What was handed in: the declared files' bytes, as they came.

    Attributes:
        files: content by name; the first declared file is among them.
        sha256: digest over names and contents.
        notes: what the student should know about how it was read.
    """

    assignment: str
    files: Mapping[str, bytes]
    sha256: str
    notes: tuple[notebook.Note, ...] = ()

    def lines(self, name: str) -> list[str]:
        """Return the lines of a file, for quoting in a report."""
        return _LINE_ENDS.split(decode(name, self.files[name]))


def read(
    paths: Sequence[Path],
    assignment: Assignment,
    *,
    stdin: BinaryIO | None = None,
    called: Mapping[Path, str] = MappingProxyType({}),
) -> Submission:
    """Read the files that an assignment declares.

    Args:
        paths: Python files, notebooks, zip archives (a single one may have any name) or folders.
        assignment: says which files are wanted.
        stdin: what the path `-` stands for; without it that is a file like any other.
        called: names that files had when they were handed in, where a download renamed them.

    Raises:
        SubmissionError: a file is missing, empty, too large, not what it should be, or there
            are several that could be meant.
    """
    contents: dict[str, bytes] = {}
    notes: list[notebook.Note] = []
    for name, candidate in candidates.choose(paths, assignment, stdin, called).items():
        contents[name] = candidate.read()
        if candidate.is_notebook:
            module = notebook.to_module(contents[name], candidate.place, MAX_FILE_BYTES)
            contents[name] = module.source
            notes += module.notes
        _check_content(candidate.place, contents[name])
    return from_files(contents, assignment).model_copy(update={"notes": tuple(notes)})


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
        if codecs.lookup(encoding).name == "punycode":  # takes minutes for a file of a megabyte
            raise LookupError(encoding)
        text = content.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError) as err:
        raise SubmissionError("file-not-text", path=name) from err
    if "\0" in text:
        raise SubmissionError("file-zero-bytes", path=name)
    return text


def _check_content(name: str, content: bytes) -> None:
    if not content.strip():
        raise SubmissionError("file-empty", path=name)
    if len(content) > MAX_FILE_BYTES:
        size, limit = len(content) // 1000, MAX_FILE_BYTES // 1000
        raise SubmissionError("file-too-large", path=name, size=size, limit=limit)
    decode(name, content)
