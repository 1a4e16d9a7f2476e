"""Copy what a learner needs of an assignment into a new folder, whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from autograder.course import Assignment
from autograder.errors import CourseError, UsageError
from autograder.yamlfile import reason

_FIGURES = {".svg", ".png"}


def start(assignment: Assignment, folder: Path) -> list[Path]:
    """Copy the stub, the handouts with their figures and the visible checks.

    Args:
        assignment: what to start.
        folder: must not exist yet.

    Returns:
        The files in `folder`, relative to it.

    Raises:
        UsageError: the folder exists, or can't be written; nothing was changed.
        CourseError: the course lacks one of the files.
    """
    if os.path.lexists(folder):
        raise UsageError("target-exists", path=folder, slug=assignment.slug)
    files = sorted(_files(assignment))
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for file in files:
            (draft / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(assignment.folder / file, draft / file)
        draft.rename(folder)
    except OSError as err:
        raise UsageError("cannot-write", path=folder, problem=reason(err)) from err
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return files


def refuse_inside(assignment: Assignment) -> None:
    """Refuse to start an assignment in a folder where it was started already.

    Raises:
        UsageError: the current folder holds one of its files.
    """
    for name in assignment.files:
        if os.path.lexists(name):
            raise UsageError("already-started", slug=assignment.slug, file=name)


def _files(assignment: Assignment) -> Iterator[Path]:
    """Name what is copied: listed one by one, so that nothing else ever slips in."""
    needed = [*assignment.files, assignment.public_suite.name]
    needed += [assignment.handout("en").name, assignment.handout("ko").name]
    for name in needed:
        if not (assignment.folder / name).is_file():
            raise CourseError("course-file-missing", file=name, slug=assignment.slug)
        yield Path(name)
    for path in assignment.folder.rglob("*"):
        if path.suffix in _FIGURES and path.is_file():
            yield path.relative_to(assignment.folder)
