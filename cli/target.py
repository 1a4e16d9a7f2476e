"""Find out which assignment and which files a command is about.

`[SLUG] [PATH…]`: a first word that is no assignment but a path counts as a path,
the assignment follows from the files' names, and files that are not named are
looked for where the learner stands and in `./SLUG/`.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from autograder import submission, words
from autograder.candidates import STANDARD_INPUT, names
from autograder.course import Assignment, Course
from autograder.errors import SubmissionError, UsageError
from cli import terminal
from cli.session import Session


class Target(NamedTuple):
    """What a command is about."""

    course: Course
    assignment: Assignment
    paths: list[Path]


def find_target(session: Session, slug: str | None, paths: Sequence[str], command: str) -> Target:
    """Return the course, the assignment and the files that a command line means.

    Raises:
        CourseError: there is no such course or assignment.
        SubmissionError: a declared file is not where it should be.
        UsageError: nothing says which assignment is meant.
    """
    named = [Path(name) for name in (slug, *paths) if name]
    course = session.find_course(avoid=[path for path in named if path.exists()])
    given = [Path(name) for name in paths]
    if slug and (slug in course.slugs or not _is_path(slug)):
        assignment = course.assignment(slug)
    else:
        given = named
        assignment = _deduce(course, given or [Path()], command)
    if not given:
        given = _look_around(assignment)
        course = session.find_course(avoid=given)  # once more, not one that lies beside them
        assignment = course.assignment(assignment.slug)
    return Target(course, assignment, given)


def read_submission(target: Target, session: Session) -> submission.Submission:
    """Read the files that a command is about, and tell what the student should know about it.

    Raises:
        SubmissionError: they can't be read.
    """
    stdin = sys.stdin.buffer if sys.stdin else None
    read = submission.read(target.paths, target.assignment, stdin=stdin)
    for note in read.notes:
        text = words.say("notes", note.key, session.language, **note.values)
        terminal.note(f"{session.say('note')} {terminal.safe(text)}")
    return read


def _is_path(word: str) -> bool:
    path = Path(word)
    if path == STANDARD_INPUT:
        return True
    return os.path.lexists(path) or bool(path.suffix) or len(path.parts) > 1


def _deduce(course: Course, paths: Sequence[Path], command: str) -> Assignment:
    """Return the only assignment that one of the files belongs to."""
    every = course.all_assignments()
    found = [each for each in every if any(_belongs(path, each) for path in paths)]
    if not any(path == STANDARD_INPUT or os.path.lexists(path) for path in paths):
        if not found:
            raise SubmissionError("no-such-path", path=paths[0], command=command)
        wanted = ", ".join(name for each in found for name in each.files)
        raise SubmissionError("no-such-file", path=paths[0], wanted=wanted)
    if len(found) != 1:
        raise UsageError("which-assignment", command=command, known=", ".join(course.slugs))
    return found[0]


def _belongs(path: Path, assignment: Assignment) -> bool:
    if path.is_dir():
        return bool(_declared(path, assignment))
    known = {name for declared in assignment.files for name in names(declared)}
    return path.name in known | {f"{assignment.slug}.zip", f"{assignment.slug}.ipynb"}


def _look_around(assignment: Assignment) -> list[Path]:
    """Find the declared files in the current folder or in the one that `grade start` made."""
    for folder in (Path(), Path(assignment.slug)):
        found = _declared(folder, assignment)
        if found:
            return found
    wanted = ", ".join(assignment.files)
    raise SubmissionError("no-declared-file", path=".", wanted=wanted)


def _declared(folder: Path, assignment: Assignment) -> list[Path]:
    known = [name for declared in assignment.files for name in names(declared)]
    return [folder / name for name in known if (folder / name).is_file()]
