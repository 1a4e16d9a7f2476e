"""What a renderer knows about its reader: language, signs, width and time zone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from autograder import words
from autograder.course import Course
from autograder.model import Language
from cli import terminal
from cli.terminal import Signs


@dataclass(frozen=True)
class Page:
    """The reader's side of a report.

    Attributes:
        zone: the course's time zone.
    """

    language: Language
    signs: Signs
    zone: str

    @classmethod
    def of(cls, course: Course, language: Language) -> "Page":
        """Return the page that stdout is."""
        return cls(language=language, signs=terminal.signs(), zone=course.timezone)

    def say(self, key: str, **values: Any) -> str:
        """Return a text of `words/cli.yaml`."""
        return words.say("cli", key, self.language, **values)

    def when(self, moment: datetime) -> str:
        """Write a moment in the course's time zone."""
        return f"{moment.astimezone(ZoneInfo(self.zone)):%Y-%m-%d %H:%M}"

    def day(self, moment: datetime) -> str:
        """Write a moment of this term, without its year, in the course's time zone."""
        return f"{moment.astimezone(ZoneInfo(self.zone)):%m-%d %H:%M}"


def points(value: float | None) -> str:
    """Write points without needless zeros; `?` where they are not known."""
    return "?" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")
