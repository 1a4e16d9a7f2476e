"""Read the graded quizzes of a course: `quizzes/NAME.yaml` in its folder."""

import difflib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from autograder.course import Course, Text
from autograder.errors import CourseError
from autograder.model import Record
from autograder.quiz.item import is_name
from autograder.yamlfile import read_yaml, short

QUIZZES = "quizzes"


def _moment(value: Any) -> Any:
    """Refuse what has no time: a day alone would mean its first minute, a number anything."""
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    is_plain = isinstance(value, str) and ":" not in value
    if is_day or is_plain or isinstance(value, int | float):
        raise ValueError("moment")
    return value


Moment = Annotated[datetime, BeforeValidator(_moment)]


class Entry(Record):
    """Some questions of one topic and level."""

    topic: str = Field(description="a topic, see `grade quiz topics`")
    level: int = Field(ge=1, le=3, description="1 easy, 2 as in an exam, 3 hard")
    points: float = Field(gt=0, le=1000, description="what each of them can earn")
    count: int = Field(1, ge=1, le=100, description="how many, no two of them the same")


class Section(Record):
    """A part of a quiz."""

    title: Text = Field(description="a few words, by language")
    items: list[Entry] = Field(min_length=1, description="what is asked, in this order")


class Quiz(Record):
    """A graded quiz.

    Attributes:
        name: that of its file, without `.yaml`.
        timezone: of the course.
    """

    name: str
    timezone: str
    title: Text = Field(description="a few words, by language")
    opens: Moment | None = Field(
        None, description="in the course's time zone, `2026-12-01T09:00`; always open without it"
    )
    closes: Moment | None = Field(
        None, description="in the course's time zone, `2026-12-04T23:59`; never closes without it"
    )
    attempts: int = Field(1, ge=1, le=100, description="how many each student has")
    minutes: float | None = Field(
        None, gt=0, le=100_000, description="how long an attempt lasts [min]; no limit without it"
    )
    feedback: Literal["at_once", "after_close"] = Field(
        "at_once", description="`at_once` or `after_close`: when a student learns what was right"
    )
    sections: list[Section] = Field(min_length=1, description="the parts, in order")

    @field_validator("opens", "closes")
    @classmethod
    def _in_zone(cls, moment: datetime | None, info: ValidationInfo) -> datetime | None:
        if moment is None:
            return None
        if not 2000 <= moment.year <= 9000:  # any zone can write it
            raise ValueError("moment")
        return moment.replace(tzinfo=moment.tzinfo or ZoneInfo(info.data["timezone"]))

    @field_validator("closes")
    @classmethod
    def _closes_later(cls, closes: datetime | None, info: ValidationInfo) -> datetime | None:
        opens = info.data.get("opens")
        if opens and closes and closes <= opens:
            raise ValueError("quiz-window")
        return closes

    @field_validator("feedback")
    @classmethod
    def _tells_some_day(cls, feedback: str, info: ValidationInfo) -> str:
        if feedback == "after_close" and info.data.get("closes", True) is None:
            raise ValueError("quiz-after-close")
        return feedback

    @property
    def max_points(self) -> float:
        """What it can earn."""
        entries = (entry for section in self.sections for entry in section.items)
        return sum(entry.points * entry.count for entry in entries)

    def written(self, moment: datetime) -> str:
        """Write a moment in the course's time zone."""
        local = moment.astimezone(ZoneInfo(self.timezone))
        return f"{local:%Y-%m-%d %H:%M} {local.tzname()}"


def quiz_paths(course: Course) -> list[Path]:
    """Return the files of a course's quizzes, by name."""
    found = (course.folder / QUIZZES).glob("*.yaml")
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def read_quiz(path: Path, course: Course) -> Quiz:
    """Read a quiz.

    Raises:
        CourseError: the file is wrong, or so is its name.
    """
    if not is_name(path.stem):
        raise CourseError("quiz-name", file=short(path), value=path.stem)
    return read_yaml(path, Quiz, name=path.stem, timezone=course.timezone)


def find_quiz(course: Course, name: str) -> Quiz:
    """Return a quiz of a course.

    Raises:
        CourseError: there is none of this name, or its file is wrong.
    """
    known = {path.stem: path for path in quiz_paths(course)}
    if name in known:
        return read_quiz(known[name], course)
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    if near:
        raise CourseError("no-such-quiz-near", quiz=name, near=near[0])
    raise CourseError("no-such-quiz", quiz=name, known=", ".join(known) or "-")
