"""Write to a terminal that may be anything: no colour, cp949, or told to obey escape codes.

Everything that a student wrote goes through `safe` before it is printed.
"""

import codecs
import contextlib
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from autograder import characters
from autograder.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

MAX_WIDTH = 100  # [columns]
_ERRORS = "grade"
_PLAIN = {"×": "x", "→": "->", "…": "...", "·": "*", "─": "-", "≥": ">=", "≤": "<="}
_PLAIN |= {"–": "-", "—": "-", "≠": "!=", "ŷ": "y^", "β": "beta", "γ": "gamma", "Σ": "sum "}
_PLAIN |= {"½": "1/2", "²": "^2", "√": "sqrt ", "∇": "grad", "∞": "inf", "⌈": "ceil(", "⌉": ")"}
_PLAIN |= {"°": " degrees", "‘": "'", "’": "'", "“": '"', "”": '"', "é": "e"}
# Control characters of the second kind and the marks that turn the direction of writing.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


@dataclass(frozen=True)
class Signs:
    """The signs of a report; never the only carrier of meaning."""

    passed: str
    failed: str
    skipped: str
    ours: str
    full: str
    empty: str


safe, safe_lines = characters.safe, characters.safe_lines

FANCY = Signs("✓", "✗", "○", "!", "█", "░")
PLAIN = Signs("[pass]", "[fail]", "[skip]", "[!]", "#", "-")


def prepare() -> None:
    """Make stdout and stderr write every character, by a stand-in where they have none."""
    codecs.register_error(_ERRORS, _stand_in)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors=_ERRORS)


def signs(stream: TextIO | None = None) -> Signs:
    """Return the signs that a stream (default: stdout) can carry."""
    return FANCY if can_carry("".join(vars(FANCY).values()), stream) else PLAIN


def can_carry(text: str, stream: TextIO | None = None) -> bool:
    """Say whether a stream's encoding has every character of a text."""
    try:
        text.encode(getattr(stream or sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def quoted(path: object) -> str:
    """Write a path as it is typed into a shell, of POSIX or Windows."""
    text = str(path)
    return text if re.fullmatch(r"[\w./\\:+-]+", text) else f'"{text}"'


@contextlib.contextmanager
def complete() -> Iterator[None]:
    """Say so where stdout has no room for what is written there.

    Raises:
        UsageError: it has none.
    """
    try:
        yield
    except BrokenPipeError:
        raise  # its reader has enough
    except OSError as err:
        raise UsageError("cannot-write-out", problem=err.strerror or err) from err


def write_json(data: Any, *, indent: int | None = 2) -> None:
    """Print one JSON document on stdout, in escapes where its encoding lacks a character.

    Args:
        data: what is printed.
        indent: of each level; None puts everything on one line, and out at once.
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    if not can_carry(text):
        text = json.dumps(data, indent=indent)
    text = _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    line(text)
    if indent is None:
        with complete():
            sys.stdout.flush()


def write(*renderables: "RenderableType") -> None:
    """Print on stdout with Rich, without reading markup in any text."""
    out = console()
    if out.is_terminal:
        out.print(*renderables, sep="\n")
        return
    with out.capture() as captured:
        out.print(*renderables, sep="\n")
    for row in captured.get().splitlines():
        line(row.rstrip())  # tables fill their lines with spaces


def line(text: str) -> None:
    """Print a text on stdout as it is."""
    with complete():
        sys.stdout.write(text + "\n")


def wrapped(text: str, *, indent: int = 0, hang: int = 0) -> list[str]:
    """Return a text as lines that are broken at its words and fit the screen, each safe.

    Args:
        text: one paragraph.
        indent: spaces before each line.
        hang: further spaces before each line but the first.
    """
    from rich.text import Text  # noqa: PLC0415 - --json and --help do without

    out = console()
    rows = Text(safe(text)).wrap(out, max(out.width - indent - hang, 1))
    return [
        " " * (indent + (hang if number else 0)) + row.plain.rstrip()
        for number, row in enumerate(rows)
    ]


def paragraph(text: str) -> None:
    """Print a text on stdout, broken at its words."""
    for row in wrapped(text):
        line(row)


def note(text: str) -> None:
    """Print a message for a person on stderr."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")


def is_screen() -> bool:
    """Say whether somebody looks at stdout, and it may be cleared."""
    return sys.stdout.isatty()


def console() -> "Console":
    """Return Rich's view of stdout, at most `MAX_WIDTH` columns wide and as wide in a file."""
    from rich.console import Console  # noqa: PLC0415 - --json and --help do without

    out = Console(markup=False, highlight=False, emoji=False)
    is_file = not out.is_terminal and "COLUMNS" not in os.environ
    out.width = MAX_WIDTH if is_file else min(out.width, MAX_WIDTH)
    return out


def _stand_in(err: UnicodeError) -> tuple[str | bytes, int]:
    """Write a character that the encoding lacks as ASCII."""
    if not isinstance(err, UnicodeEncodeError):
        raise err
    lacking = err.object[err.start : err.end]
    shown = "".join(
        _PLAIN.get(sign) or sign.encode("ascii", "backslashreplace").decode() for sign in lacking
    )
    return shown, err.end
