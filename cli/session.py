"""What holds for one run of the command: the course, the language, `--debug`.

The language is needed before Click has parsed anything: for help, and for the
errors of the parsing itself. So these three options are read ahead from the
arguments; Click then checks their values like any other.
"""

import locale
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder import words
from autograder.errors import ConvgradeError
from autograder.model import Language
from cli import terminal

if TYPE_CHECKING:
    from autograder.course import Course


class Session:
    """One run of the command.

    Args:
        args: the command line without the program's name.

    Attributes:
        named_course: the course's folder if one was named.
        debug: whether an unexpected error shows its traceback.
    """

    def __init__(self, args: Sequence[str]) -> None:
        args = args[: args.index("--")] if "--" in args else args
        self.named_course = _value(args, "--course") or os.environ.get("GRADE_COURSE")
        self.debug = "--debug" in args
        self._named_language = _value(args, "--lang") or ""

    @cached_property
    def language(self) -> Language:
        """The language to speak: `--lang`, GRADE_LANG, the locale's, the course's first."""
        named = _language(self._named_language) or _language(os.environ.get("GRADE_LANG", ""))
        if named:
            return named
        found = _language(_locale()) or self._language_of_course()
        return found if found == "en" or terminal.can_carry("한국어") else "en"

    def find_course(self, avoid: Iterable[Path] = ()) -> "Course":
        """Find the course that the command is about, none that lies in a path of `avoid`."""
        from autograder import course  # noqa: PLC0415 - the help of a command needs none

        return course.find(self.named_course, Path.cwd(), avoid)

    def say(self, key: str, **values: Any) -> str:
        """Return a text of `words/cli.yaml` in the language of this run."""
        return words.say("cli", key, self.language, **values)

    def complain(self, err: ConvgradeError) -> None:
        """Say an error and its hint on stderr."""
        text = words.error(err, self.language)
        for label, line in (("error", text.message), ("hint", text.hint)):
            terminal.note(f"{self.say(label)} {terminal.safe(line)}")

    def _language_of_course(self) -> Language:
        try:
            return self.find_course().languages[0]
        except (ConvgradeError, OSError):
            return "en"


def _value(args: Sequence[str], option: str) -> str | None:
    """Return the last value given to an option, as Click would."""
    found = None
    for index, arg in enumerate(args):
        if arg.startswith(option + "="):
            found = arg.partition("=")[2]
        elif arg == option and index + 1 < len(args):
            found = args[index + 1]
    return found


def _language(name: str) -> Language | None:
    """Return the language that a name such as `ko_KR.UTF-8` begins with, if we speak it."""
    start = name.replace("-", "_").replace(".", "_").partition("_")[0].lower()
    if start in ("ko", "korean"):
        return "ko"
    return "en" if start in ("en", "english") else None


def _locale() -> str:
    if sys.platform == "win32":
        return locale.getlocale()[0] or ""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((name for name in names if name), "")
