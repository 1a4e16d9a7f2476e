"""A course's own topics, in its folder `quizzes`: banks, and generators like ours.

A generator is code of the course, as its suites are: it runs here, without walls.
"""

import dataclasses
from collections.abc import Callable, Container
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course import Course, Text
from autograder.errors import ConvgradeError, CourseError, SuiteError
from autograder.quiz.bank import bank_topic, skills
from autograder.quiz.drawing import LEVELS, Generate, Topic, topic_of
from autograder.quiz.item import Item, Redraw, is_name
from autograder.quiz.quizfile import QUIZZES
from autograder.quiz.soundness import faults
from autograder.quiz.stream import Stream
from autograder.yamlfile import short

# Folder of `quizzes` → how the names of its files end; a file is a topic.
ENDINGS = {"bank": ".yaml", "generators": ".py"}


def own_files(course: Course) -> list[Path]:
    """Return the files of a course that are topics: banks, then generators, by name."""
    return [path for path in quiz_files(course) if path.suffix == ENDINGS[path.parent.name]]


def quiz_files(course: Course) -> list[Path]:
    """Return all that lies where topics are looked for, but for what is hidden or private."""
    folders = [course.folder / QUIZZES / name for name in ENDINGS]
    found = (path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir()))
    return [path for path in found if path.is_file() and not path.name.startswith((".", "_"))]


def own_topic(path: Path, taken: Container[str]) -> Topic:
    """Read a topic of a course.

    Args:
        path: a bank or a generator; the topic is called as the file is.
        taken: names that other topics have.

    Raises:
        CourseError: the file is wrong, or so is its name.
    """
    name = path.stem
    if not is_name(name):
        raise CourseError("topic-name", topic=name, file=short(path))
    if name in taken or name in skills():
        raise CourseError("topic-taken", topic=name, file=short(path))
    return bank_topic(path) if path.suffix == ENDINGS["bank"] else _generator_topic(path)


def _generator_topic(path: Path) -> Topic:
    module = _loaded(path)
    for name, (is_right, wanted) in _wanted().items():
        value = getattr(module, name, LEVELS if name == "LEVELS" else None)
        if not is_right(value):
            raise CourseError(
                "generator-lacks",
                name=name,
                value=f"{value!r:.80}",
                wanted=wanted,
                file=short(path),
            )
    topic = topic_of(path.stem, module)
    return dataclasses.replace(topic, generate=_guarded(path, topic.generate))


def _loaded(path: Path) -> ModuleType:
    from autograder.suite.reference import load_reference  # noqa: PLC0415 - few courses need it

    try:
        return load_reference(path)
    except SuiteError as err:
        raise _broken(path, err.values["problem"]) from err


def _wanted() -> dict[str, tuple[Callable[[Any], bool], str]]:
    """Return what a generator's module has to say: how it is known, and how it is written."""
    known = skills()
    return {
        "TITLE": (lambda value: isinstance(value, Text), 'Text(en="…", ko="…")'),
        "SKILL": (lambda value: value in known, " | ".join(f'"{name}"' for name in known)),
        "VERSION": (lambda value: isinstance(value, int) and value >= 1, "1, 2, 3 …"),
        "LEVELS": (lambda value: value in _LEVELS, "(1, 2, 3), (1, 2), (2,) …"),
        "generate": (callable, "def generate(rng, level) -> Item"),
    }


_LEVELS = [found for size in LEVELS for found in combinations(LEVELS, size)]


def _guarded(path: Path, generate: Generate) -> Generate:
    """Let a generator make sound items or raise an error that names it."""

    def guarded(rng: Stream, level: int) -> Item:
        try:
            item = generate(rng, level)
            found = faults(item)
        except (Redraw, ConvgradeError):
            raise
        except (Exception, SystemExit) as err:
            raise _broken(path, f"{type(err).__name__}: {err}") from err
        if found:
            raise CourseError("item-unsound", file=short(path), problem=found[0])
        return item

    return guarded


def _broken(path: Path, problem: str) -> CourseError:
    return CourseError("generator-broken", file=short(path), problem=problem)
