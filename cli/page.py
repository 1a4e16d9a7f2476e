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

NARROW = 76  # a table that does not fit into this drops what stands elsewhere too [columns]


@dataclass(frozen=True)
class Page:
    """The reader's side of a report.

    Attributes:
        zone: the course's time zone.
        width: of a line [columns].
    """

    language: Language
    signs: Signs
    zone: str
    width: int = terminal.MAX_WIDTH

    @classmethod
    def of(cls, course: Course, language: Language) -> "Page":
        """Return the page that stdout is."""
        width = terminal.console().width
        return cls(language=language, signs=terminal.signs(), zone=course.timezone, width=width)

    @property
    def is_narrow(self) -> bool:
        """Whether a table has to do with fewer columns."""
        return self.width < NARROW

    @property
    def zone_name(self) -> str:
        """The zone's short name, such as `KST`; its whole one where the short one changes."""
        seasons = (datetime(2026, month, 1, tzinfo=ZoneInfo(self.zone)) for month in (1, 7))
        names = {moment.tzname() or self.zone for moment in seasons}
        return names.pop() if len(names) == 1 else self.zone

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
