"""A class list from Canvas or Moodle: who our students are there.

Canvas: the gradebook that it exports. Moodle: an export of the grades or the participants, or the
grading worksheet of an assignment. The names of our students are what those systems call them: a
login, a number or an address, or what `grade batch` made of a download, which ends in a number.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from autograder.errors import UsageError
from autograder.yamlfile import reason

Style = Literal["canvas", "moodle"]
CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
# Columns that say who somebody is, and nobody else; Moodle names them in the reader's language.
_OWN = {
    "canvas": ("ID", "SIS User ID", "SIS Login ID"),
    "moodle": (
        "username", "idnumber", "ID number", "email", "Email address", "Identifier",
        "사용자 아이디", "아이디", "학번", "ID 번호", "이메일", "이메일 주소", "식별자",
    ),
}  # fmt: skip
_MAX_BYTES = 20_000_000
# Of a download: `name_123456`, and in Moodle's worksheet `Participant 123456`.
_DOWNLOADED = re.compile(r".*_(\d+)")
_PARTICIPANT = re.compile(r"\D+ (\d+)")


@dataclass(frozen=True)
class Roster:
    """A class list.

    Attributes:
        columns: headers of all columns, in order.
        own: those that say who somebody is.
        rows: one for each student, by header.
    """

    columns: Sequence[str]
    own: Sequence[str]
    rows: Sequence[Mapping[str, str]]

    def place(self, student: str) -> int | None:
        """Return the row of a student; None where there is none, or more than one could be it."""
        exact = self._index.get(student.strip().casefold(), set())
        number = _DOWNLOADED.fullmatch(student)
        found = exact or (self._index.get(number[1], set()) if number else set())
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _index(self) -> Mapping[str, set[int]]:
        index: dict[str, set[int]] = {}
        for place, row in enumerate(self.rows):
            for key in _keys(row, self.own):
                index.setdefault(key, set()).add(place)
        return index


def read(path: Path, style: Style) -> Roster:
    """Read a class list.

    Raises:
        UsageError: it can't be read, or no column of it says who somebody is.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES).decode("utf-8-sig")
        columns, *lines = _lines(text) or [[]]
    except OSError as err:
        raise UsageError("roster-unreadable", path=path, problem=reason(err)) from err
    except (UnicodeDecodeError, csv.Error) as err:
        raise UsageError("roster-unreadable", path=path, problem=str(err)) from err
    columns = [name.strip() for name in columns]
    known = {name.casefold() for name in _OWN[style]}
    own = [name for name in columns if name.casefold() in known]
    if not own:
        raise UsageError("roster-nobody", path=path, wanted=", ".join(_OWN[style]))
    rows = [
        {name: cell.strip() for name, cell in zip(columns, line, strict=False)}
        for line in lines
        if any(line) and "Points Possible" not in line[0]
    ]
    return Roster(columns, own, rows)


def _lines(text: str) -> list[list[str]]:
    """Return the cells of a CSV, whose separator Moodle lets its user choose."""
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def _keys(row: Mapping[str, str], own: Sequence[str]) -> Iterator[str]:
    for name in own:
        cell = row.get(name, "").casefold()
        participant = _PARTICIPANT.fullmatch(cell)
        if cell:
            yield participant[1] if participant else cell
