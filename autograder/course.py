"""Read `course.yaml` and `assignment.yaml` into records.

A course is a folder `assignments/` with a `course.yaml` and a folder for each
assignment. What only staff may read stands beside it in `solutions/`, under the
same paths.
"""

import difflib
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from autograder.errors import CourseError
from autograder.model import Feedback, Language, Limits, Record
from autograder.rules import AdviceRules
from autograder.yamlfile import read_yaml

COURSE_FILE = "course.yaml"
ASSIGNMENT_FILE = "assignment.yaml"
_FIGURES = {".svg", ".png"}

type_of_leaf = Literal["array", "handle", "number", "int", "shape"]
Returns = type_of_leaf | list[type_of_leaf] | dict[str, type_of_leaf]


class Text(Record):
    """One text in every language of the course."""

    en: str = Field(min_length=1, description="in English")
    ko: str = Field(min_length=1, description="in Korean")

    def in_(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.ko if language == "ko" else self.en


class Task(Record):
    """A numbered step of an assignment.

    Attributes:
        handout: an anchor in both handouts.
    """

    id: int = Field(ge=1, description="1, 2, 3 … in order")
    title: Text = Field(description="a few words, by language")
    points: float = Field(gt=0, description="sum of the points of its checks")
    hint: Text = Field(description="what to try when a check of it fails, by language")
    handout: str = Field(
        pattern=r"^#[\w-]+$", description="anchor of the section that explains it, `#forward`"
    )
    quiz: str | None = Field(
        None, pattern=r"^[a-z][a-z0-9_]*$", description="quiz topic to practise, `conv_shape`"
    )


class Function(Record):
    """What a function of the submission gives back across the wire.

    Attributes:
        returns: a kind, a list of kinds (a tuple) or a mapping of names to kinds (a dict).
            `array` is a numpy array, `number` a real number, `int` an integer, `shape` a tuple
            of integers; a `handle` stays in the worker and is never looked into.
    """

    returns: Returns = Field(description="a kind, a list of kinds (a tuple) or a mapping (a dict)")


def _plain_name(name: str) -> str:
    if Path(name).name != name or not name.endswith(".py"):
        raise ValueError("name")
    return name


class Assignment(Record):
    """One assignment of a course.

    Attributes:
        files: names of the Python files to hand in; the first is the module that is graded.
        functions: the functions that the checks may call.
        folder: its folder in `assignments/`.
        due: when it is due, with its time zone; None where there is no date.
    """

    slug: str
    title: Text = Field(description="a few words, by language")
    files: list[Annotated[str, AfterValidator(_plain_name)]] = Field(
        min_length=1, description="names of the files to hand in; the first is the graded module"
    )
    tasks: list[Task] = Field(min_length=1, description="the numbered steps, in order")
    functions: dict[str, Function] = Field(
        min_length=1, description="what the checks may call, and what comes back"
    )
    limits: Limits = Field(Limits(), description="what a submission may use")
    advice: AdviceRules = Field(AdviceRules(), description="what is said about the source")
    folder: Path
    due: datetime | None = None

    @property
    def max_points(self) -> float:
        """What the assignment can earn."""
        return sum(task.points for task in self.tasks)

    @property
    def solutions(self) -> Path:
        """The folder that only staff have."""
        return self.folder.parent.parent / "solutions" / self.slug

    @property
    def public_suite(self) -> Path:
        """The checks that a student may see."""
        return self.folder / "test_public.py"

    @property
    def hidden_suite(self) -> Path:
        """The checks that decide the points."""
        return self.solutions / "test_hidden.py"

    @property
    def is_gradable(self) -> bool:
        """Whether this install can grade it: the hidden suite is here and readable."""
        return os.access(self.hidden_suite, os.R_OK)

    @property
    def figures(self) -> list[Path]:
        """The pictures of the handouts, relative to the folder."""
        paths = (path for path in self.folder.rglob("*") if path.suffix in _FIGURES)
        return sorted(path.relative_to(self.folder) for path in paths if path.is_file())

    def task(self, number: int) -> Task:
        """Return the task with this number."""
        return next(task for task in self.tasks if task.id == number)

    def handout(self, language: Language) -> Path:
        """Return the handout in `language`."""
        return self.folder / ("README.ko.md" if language == "ko" else "README.md")

    @field_validator("advice")
    @classmethod
    def _checks_have_tasks(cls, advice: AdviceRules, info: ValidationInfo) -> AdviceRules:
        known = {task.id for task in info.data.get("tasks", [])}
        if known and not all(check.task in known for check in advice.checks):
            raise ValueError("rule-task")
        return advice

    @model_validator(mode="after")
    def _tasks_are_numbered(self) -> "Assignment":
        if [task.id for task in self.tasks] != list(range(1, len(self.tasks) + 1)):
            raise ValueError("numbered")
        return self


class Entry(Record):
    """One line of `assignments:` in course.yaml."""

    slug: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="name of its folder")
    due: datetime | None = Field(None, description="in the course's time zone, `2026-12-04T23:59`")


class Course(Record):
    """A course: its languages, its rules and the order of its assignments.

    Attributes:
        folder: the folder `assignments/`.
        feedback: how much of a hidden check a student is shown.
    """

    title: Text = Field(description="a few words, by language")
    languages: list[Language] = Field(
        min_length=1, description="`ko`, `en`; the first is spoken where nothing says otherwise"
    )
    timezone: str = Field(description="of the due dates, such as `Asia/Seoul`")
    feedback: Feedback = Field(
        "full", description="`full`, `shapes` or `names`: how much of a hidden check is shown"
    )
    assignments: list[Entry] = Field(min_length=1, description="in the order of the course")
    folder: Path

    @field_validator("timezone")
    @classmethod
    def _timezone_exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as err:
            raise ValueError("timezone") from err
        return name

    @property
    def slugs(self) -> list[str]:
        """The assignments' names, in the course's order."""
        return [entry.slug for entry in self.assignments]

    def assignment(self, slug: str) -> Assignment:
        """Return an assignment of the course.

        Raises:
            CourseError: there is none of this name, or its `assignment.yaml` is wrong.
        """
        entry = next((entry for entry in self.assignments if entry.slug == slug), None)
        if entry is None:
            near = difflib.get_close_matches(slug.lower(), self.slugs, n=1, cutoff=0.5)
            if near:
                raise CourseError("no-such-assignment-near", slug=slug, near=near[0])
            raise CourseError("no-such-assignment", slug=slug, known=", ".join(self.slugs))
        folder = self.folder / slug
        due = entry.due and entry.due.replace(tzinfo=entry.due.tzinfo or ZoneInfo(self.timezone))
        return read_yaml(folder / ASSIGNMENT_FILE, Assignment, slug=slug, folder=folder, due=due)

    def all_assignments(self) -> list[Assignment]:
        """Return every assignment, in the course's order."""
        return [self.assignment(slug) for slug in self.slugs]


def load(folder: Path) -> Course:
    """Read the course in `folder`, the folder `assignments/` or the one that holds it.

    Raises:
        CourseError: there is no `course.yaml`, or it is wrong.
    """
    for place in (folder, folder / "assignments"):
        if (place / COURSE_FILE).is_file():
            return read_yaml(place / COURSE_FILE, Course, folder=place.resolve())
    raise CourseError("course-not-there", path=folder)


def find(explicit: str | None, start: Path, avoid: Iterable[Path] = ()) -> Course:
    """Find the course that a command is about.

    It is the one named, else upward from `start`, else our own: the one inside the wheel, or the
    one of the clone that runs. A submission could carry a course, whose suites would run
    unwalled: so none is taken inside a path of `avoid`, or beside it where that is a file,
    unless it is our own.

    Raises:
        CourseError: there is none, or its `course.yaml` is wrong.
    """
    if explicit:
        return load(Path(explicit))
    own = [folder for folder in _own_courses() if (folder / COURSE_FILE).is_file()]
    barred = [(path if path.is_dir() else path.parent).resolve() for path in avoid]
    start = start.resolve()
    for place in (start, *start.parents):
        folder = place / "assignments"
        if not (folder / COURSE_FILE).is_file():
            continue
        if folder not in own and any(folder.is_relative_to(path) for path in barred):
            raise CourseError("course-in-submission", path=folder)
        return load(folder)
    if own:
        return load(own[0])
    raise CourseError("no-course", start=start)


def _own_courses() -> list[Path]:
    package = Path(__file__).resolve().parent
    return [package / "assignments", package.parent / "assignments"]


_PYTHON_WORDS = {"handle": "object", "number": "float", "shape": "tuple of int"}


def describe(returns: Any) -> str:
    """Say what a function must return in Python's words, such as `(array, object)`."""
    if isinstance(returns, list):
        return f"({', '.join(map(describe, returns))})"
    if isinstance(returns, dict):
        return (
            "{" + ", ".join(f'"{name}": {describe(kind)}' for name, kind in returns.items()) + "}"
        )
    return _PYTHON_WORDS.get(returns, str(returns))
