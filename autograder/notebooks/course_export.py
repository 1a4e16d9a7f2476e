"""The files of an nbgrader course: its configuration, and the source of each assignment."""

import re
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import PurePosixPath
from string import Template

from autograder.course import Assignment, Course
from autograder.model import Check, Language
from autograder.notebooks import build
from autograder.suite.run import Suite

CONFIG = PurePosixPath("nbgrader_config.py")


def course_files(
    course: Course, assignments: Sequence[Assignment], language: Language
) -> dict[PurePosixPath, bytes]:
    """Return the contents of an nbgrader course by path; the same course gives the same bytes.

    Args:
        course: with its solutions.
        assignments: those that get a notebook.
        language: of the notebooks and of what is said about submissions.

    Raises:
        CourseError: a handout, stub or reference can't be made a notebook.
        SuiteError: a hidden suite does not run.
    """
    files = {CONFIG: _config(course, language).encode()}
    for assignment in assignments:
        slug = assignment.slug
        folder, name = PurePosixPath("source", slug), f"{slug}.ipynb"
        checks = list(_hidden_checks(assignment))
        files[folder / name] = build.source_notebook(assignment, language, name, checks)
        for figure in assignment.figures:
            files[folder / figure.as_posix()] = (assignment.folder / figure).read_bytes()
    return files


def course_id(course: Course) -> str:
    """Return what nbgrader calls a course: its English title, as a name of a folder."""
    return re.sub(r"[^a-z0-9]+", "-", course.title.en.lower()).strip("-") or "course"


def _hidden_checks(assignment: Assignment) -> Iterator[Check]:
    """Give the checks that earn points: those of the hidden suite, and rules of advice."""
    with Suite(assignment.hidden_suite, assignment) as suite:
        yield from suite.checks
    for rule in assignment.advice.checks:
        yield Check(id=rule.rule, task=rule.task, points=rule.points, titles={})


def _config(course: Course, language: Language) -> str:
    home = resources.files("autograder").joinpath("templates", "nbgrader")
    template = Template(home.joinpath("nbgrader_config.py.tmpl").read_text(encoding="utf-8"))
    return template.substitute(
        course_id=repr(course_id(course)),
        timezone=repr(course.timezone),
        room=repr(build.room(language)),
        course=repr(str(course.folder.resolve())),
        language=repr(language),
    )
