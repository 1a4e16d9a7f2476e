"""Write what a learner needs of an assignment into a new folder, whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from autograder.candidates import names
from autograder.course import Assignment
from autograder.errors import CourseError, UsageError
from autograder.model import Language
from autograder.yamlfile import reason


def start(assignment: Assignment, folder: Path, notebook: Language | None = None) -> list[Path]:
    """Write the stub, the handouts with their figures and the visible checks.

    Args:
        assignment: what to start.
        folder: must not exist yet.
        notebook: language of a notebook that takes the place of the stub; None keeps the stub.

    Returns:
        The files in `folder`, relative to it.

    Raises:
        UsageError: the folder exists, or can't be written; nothing was changed.
        CourseError: the course lacks one of the files, or the stub can't be read.
    """
    if os.path.lexists(folder):
        raise UsageError("target-exists", path=folder, slug=assignment.slug)
    made = _notebook(assignment, notebook) if notebook else {}
    files = [file for file in _files(assignment) if not (made and file.name == assignment.files[0])]
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for file in files:
            (draft / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(assignment.folder / file, draft / file)
        for file, content in made.items():
            (draft / file).write_bytes(content)
        draft.rename(folder)
    except OSError as err:
        raise UsageError("cannot-write", path=folder, problem=reason(err)) from err
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return sorted([*files, *made])


def refuse_inside(assignment: Assignment) -> None:
    """Refuse to start an assignment in a folder where it was started already.

    Raises:
        UsageError: the current folder holds one of its files.
    """
    for declared in assignment.files:
        for name in names(declared):
            if os.path.lexists(name):
                raise UsageError("already-started", slug=assignment.slug, file=name)


def _notebook(assignment: Assignment, language: Language) -> dict[Path, bytes]:
    """Make the notebook of the graded module, under the name that a learner's is looked for."""
    from autograder.notebooks import build  # noqa: PLC0415 - most start without

    name = names(assignment.files[0])[1]
    return {Path(name): build.student_notebook(assignment, language, name)}


def _files(assignment: Assignment) -> Iterator[Path]:
    """Name what is copied: listed one by one, so that nothing else ever slips in."""
    needed = [*assignment.files, assignment.public_suite.name]
    needed += [assignment.handout("en").name, assignment.handout("ko").name]
    for name in needed:
        if not (assignment.folder / name).is_file():
            raise CourseError("course-file-missing", file=name, slug=assignment.slug)
        yield Path(name)
    yield from assignment.figures
