"""Write items in the formats that others read; each is one module with a function `export`.

What a course's own bank says is text everywhere: no format takes any of it for markup, a formula
or a command.
"""

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from autograder.quiz.export.sheet import Papers, Sheet

__all__ = ["FORMATS", "Format", "Papers", "Sheet"]

Write = Callable[[Sheet], Iterable[str] | Iterable[bytes]]


@dataclass(frozen=True)
class Format:
    """A format, by the name of its module.

    Attributes:
        name: of the module here, and what a person calls it.
        is_binary: whether a terminal can't show it.
        has_key_apart: whether the module writes the key alone too, by its function `key`.
    """

    name: str
    is_binary: bool = False
    has_key_apart: bool = False

    def writer(self, function: str = "export") -> Write:
        """Return the function that writes the format; only then its module is imported."""
        write: Write = getattr(importlib.import_module(f"{__name__}.{self.name}"), function)
        return write


FORMATS = {
    each.name: each
    for each in (
        Format("moodle"),
        Format("canvas", is_binary=True),
        Format("gift"),
        Format("jupyterquiz"),
        Format("notebook"),
        Format("markdown"),
        Format("html"),
        Format("exam", has_key_apart=True),
        Format("jsonl"),
    )
}
