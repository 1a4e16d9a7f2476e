"""Tell the lines of a code cell that only Jupyter understands from Python.

`%matplotlib inline`, `!pip install`, `files = !ls`, `np.pad?` and cells under `%%bash`
become comments, so that every other line keeps its place. Nothing is parsed as
Python here: a hostile source can bring its parser down.
"""

import re
from typing import NamedTuple

# Cell magics whose cell is Python all the same and leaves its names behind.
_PYTHON_MAGICS = {"%%time", "%%capture", "%%prun"}
# At the start of a statement none of these is Python.
_JUPYTER = re.compile(
    r"""[%!?]                                # %matplotlib inline, !pip install, ?help
      | [\w.,*\ ]++=\s*+(?:%[A-Za-z]|!)      # files = !ls
      | [\w.*]++\?{1,2}\s*+$                 # np.pad?
    """,
    re.VERBOSE,
)
_QUOTE = r'"""|\'\'\'|"|\''
_OUTSIDE = re.compile(_QUOTE + r"|[\[({})\]#]")
_INSIDE = {quote: re.compile(r"\\.|" + quote) for quote in ('"""', "'''", '"', "'")}


class Cell(NamedTuple):
    """The lines of a cell, as many as it had.

    Attributes:
        has_code: whether more than blank lines is left.
        dropped: lines that became comments one by one.
        magic: the `%%…` for which the whole cell became comments, if one did.
    """

    lines: list[str]
    has_code: bool
    dropped: list[str]
    magic: list[str]


def python_lines(lines: list[str]) -> Cell:
    """Return a cell's lines, with those that are not Python made comments."""
    first = next((line.split()[0] for line in lines if line.strip()), "")
    if first.startswith("%%") and first not in _PYTHON_MAGICS:
        return Cell([f"# {line}" for line in lines], False, [], [first])
    kept: list[str] = []
    dropped: list[str] = []
    place = _Place()
    goes_on = False  # a dropped line ended in a backslash
    for line in lines:
        starts = place.starts_statement and _JUPYTER.match(line.lstrip())
        if goes_on or starts:
            kept.append(f"# {line}" if goes_on else _comment(line))
            dropped.append(line)
            goes_on = line.endswith("\\")
        else:
            kept.append(line)
            place.feed(line)
    blank_or_dropped = dropped + [line for line in lines if not line.strip()]
    return Cell(kept, len(blank_or_dropped) < len(lines), dropped, [])


def as_python(source: str) -> str:
    """Return a cell's source, line for line, with what is not Python made comments."""
    return "\n".join(python_lines(source.split("\n")).lines)


def _comment(line: str) -> str:
    """Return a line as a comment; in a block, which must not become empty, after a `pass`."""
    code = line.lstrip()
    indent = line[: len(line) - len(code)]
    return f"{indent}pass  # {code}" if indent else f"# {code}"


class _Place:
    """Where the next line stands: in a string, in brackets, after a backslash, or free."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0
        self._continued = False

    @property
    def starts_statement(self) -> bool:
        """Whether a statement can begin there."""
        return not (self._quote or self._depth or self._continued)

    def feed(self, line: str) -> None:
        """Go to the end of a line."""
        self._continued = line.endswith("\\")
        at = 0
        while found := (_INSIDE[self._quote] if self._quote else _OUTSIDE).search(line, at):
            at = found.end()
            if found[0] == "#" and not self._quote:
                self._continued = False
                return
            self._pass(found[0])
        if len(self._quote) == 1 and not self._continued:  # such a string ends with its line
            self._quote = ""

    def _pass(self, sign: str) -> None:
        """Go past a quote or a bracket."""
        if self._quote:
            self._quote = "" if sign == self._quote else self._quote
        elif sign in _INSIDE:
            self._quote = sign
        else:
            self._depth = max(0, self._depth + (1 if sign in "[({" else -1))
