"""Turn a Jupyter notebook into the Python module that its code cells make.

nbformat would do the reading, but it brings thirty distributions to a student's
install, validates outputs that nobody looks at, and upgrades old formats by guess.
Format 4 is plain JSON in which three keys matter.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from autograder.archive import shortened
from autograder.errors import SubmissionError
from autograder.jupyter_lines import Cell, python_lines
from autograder.model import Record

# Each value of a JSON document costs a comma or a bracket in it, and up to 250 bytes of memory.
MAX_VALUES = 1_000_000
# Where Python's parser gives up differs by version and by how deep the caller stands.
_MAX_DEPTH = 200
_STRING_OR_BRACKET = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[{]|[\]}]', re.DOTALL)
# A cell's own declaration must not decide the encoding of the module, which is UTF-8.
_HEAD = "# coding: utf-8"
_LINE_END = re.compile("\r\n|\r|\n")  # Python's; `splitlines` would split within strings, too
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_MAX_NOTES = 5


class Note(Record):
    """Something to tell the student: a key of `words/notes.yaml` and what fills its places."""

    key: str
    values: dict[str, str | int]


class Module(NamedTuple):
    """The code of a notebook; a comment `# code cell 3` stands before that of each cell."""

    source: bytes
    notes: tuple[Note, ...]


class _CodeCell(NamedTuple):
    """A code cell, and what nbgrader's metadata in it says.

    Attributes:
        number: among the code cells, from 1.
        is_solution: whether a student is to write in it.
        is_fixed: whether it is a test, or nobody is to change it.
    """

    number: int
    source: str
    is_solution: bool
    is_fixed: bool


class _Number(NamedTuple):
    """A number, kept as its text: a huge one costs nothing, and nothing counts with them."""

    text: str


class _DuplicateKeyError(Exception):
    """A JSON object that has a key twice."""


def to_module(content: bytes, place: str, limit: int) -> Module:
    """Return the module that a notebook's code cells make, in order.

    Where cells are marked as solutions, as nbgrader marks them, they alone are taken. What only
    Jupyter understands becomes a comment, and a note for the student. Outputs are ignored.

    Args:
        content: the notebook, already held to a size.
        place: what a person calls it.
        limit: most that its code may hold [characters].

    Raises:
        SubmissionError: it is not a notebook of format 4, or holds no code or too much.
    """
    cells = list(_code_cells(_load(content, place), place))
    taken = [cell for cell in cells if cell.is_solution]
    passed_over = [cell for cell in cells if not cell.is_solution] if taken else []
    taken = taken or cells
    size = sum(len(cell.source) for cell in taken)
    if size > limit:
        raise SubmissionError(
            "notebook-code-too-large", path=place, size=size // 1000, limit=limit // 1000
        )
    lines: list[str] = [_HEAD]
    notes: list[Note] = []
    has_code = False
    for each in taken:
        cell = _cell(each.source, place, each.number)
        has_code = has_code or cell.has_code
        if each.source.strip():
            lines += [f"# code cell {each.number}", *cell.lines]
        notes += [_note("jupyter-cell", place, each.number, magic) for magic in cell.magic]
        notes += [_note("jupyter-line", place, each.number, line) for line in cell.dropped]
    if not has_code:
        raise SubmissionError("notebook-no-code", path=place)
    noted = _first(notes, place, "jupyter-more") + _not_graded(passed_over, place)
    return Module("\n".join([*lines, ""]).encode(), noted)


def _not_graded(cells: list["_CodeCell"], place: str) -> tuple[Note, ...]:
    """Tell of the cells with code in them that are neither solutions nor the course's own."""
    notes = [
        Note(key="cell-not-graded", values={"path": place, "cell": cell.number})
        for cell in cells
        if cell.source.strip() and not cell.is_fixed
    ]
    return _first(notes, place, "cells-not-graded")


def _cell(source: str, place: str, number: int) -> Cell:
    """Return the lines of a cell, which Python must be able to read as text."""
    if found := _UNREADABLE.search(source):
        character = f"U+{ord(found[0]):04X}"
        raise SubmissionError("notebook-character", path=place, cell=number, character=character)
    return python_lines(_LINE_END.split(source))


def _note(key: str, place: str, cell: int, line: str) -> Note:
    return Note(key=key, values={"path": place, "cell": cell, "line": shortened(line.strip())})


def _first(notes: list[Note], place: str, key_of_rest: str) -> tuple[Note, ...]:
    more = len(notes) - _MAX_NOTES
    if more <= 0:
        return tuple(notes)
    rest = Note(key=key_of_rest, values={"path": place, "count": more})
    return (*notes[:_MAX_NOTES], rest)


def _load(content: bytes, place: str) -> Any:
    """Parse the JSON of a notebook."""
    values = sum(content.count(sign) for sign in (b",", b"[", b"{"))
    if values > MAX_VALUES:
        raise SubmissionError("notebook-crowded", path=place, count=values, limit=MAX_VALUES)
    if _depth(content) > _MAX_DEPTH:
        raise SubmissionError("notebook-deep", path=place)
    try:
        text = content.decode("utf-8-sig")
        number: Any = _Number
        return json.loads(
            text,
            parse_int=number,
            parse_float=number,
            parse_constant=number,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError as err:
        before = content[: err.start]
        line, column = before.count(b"\n") + 1, err.start - before.rfind(b"\n")
        raise SubmissionError("notebook-broken", path=place, line=line, column=column) from err
    except json.JSONDecodeError as err:
        raise SubmissionError(
            "notebook-broken", path=place, line=err.lineno, column=err.colno
        ) from err
    except _DuplicateKeyError as err:
        raise SubmissionError("notebook-key-twice", path=place, key=shortened(str(err))) from err


def _depth(content: bytes) -> int:
    """Return how deep a JSON document nests, or seems to where it is damaged."""
    depth = deepest = 0
    for found in _STRING_OR_BRACKET.finditer(content):
        if found[0] in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in b"]}":
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object, unless readers could differ about which of two values counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise _DuplicateKeyError(twice)
    return found


def _code_cells(loaded: Any, place: str) -> Iterator[_CodeCell]:
    """Give each code cell."""
    if not isinstance(loaded, dict) or "nbformat" not in loaded:
        raise SubmissionError("notebook-none", path=place)
    version = loaded["nbformat"]
    if not isinstance(version, _Number):
        raise SubmissionError("notebook-odd", path=place, key="nbformat")
    if version.text != "4":
        raise SubmissionError("notebook-format", path=place, version=shortened(version.text))
    cells = loaded.get("cells")
    if not isinstance(cells, list):
        raise SubmissionError("notebook-odd", path=place, key="cells")
    number = 0
    for index, cell in enumerate(cells):
        if not isinstance(cell, dict):
            raise SubmissionError("notebook-odd", path=place, key=f"cells.{index}")
        if cell.get("cell_type") == "code":
            number += 1
            marks = _marks(cell)
            is_solution, is_fixed = "solution" in marks, bool(marks & {"grade", "locked"})
            yield _CodeCell(
                number, _source(cell.get("source"), place, index), is_solution, is_fixed
            )


def _marks(cell: dict[str, Any]) -> set[str]:
    """Return what nbgrader's metadata says of a cell; nobody vouches for it, or for its types."""
    found = cell.get("metadata")
    found = found.get("nbgrader") if isinstance(found, dict) else None
    pairs = found.items() if isinstance(found, dict) else []
    return {key for key, value in pairs if value is True}


def _source(source: Any, place: str, index: int) -> str:
    """Join a source, which is a text or a list of its lines."""
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise SubmissionError("notebook-odd", path=place, key=f"cells.{index}.source")
    return "".join(lines)
