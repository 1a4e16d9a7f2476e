"""An nbgrader course in its folder: where things are, as its own configuration says."""

import difflib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from autograder.errors import UsageError
from autograder.gradebook.due_dates import quiet

CONFIG = "nbgrader_config.py"
_BUSY_SECONDS = 60  # SQLite's own 5 are not enough for many writers


class Place(NamedTuple):
    """What is known of a course.

    Attributes:
        folder: its root.
        course_id: its name.
        db_url: of the gradebook.
        submitted: the students' folders of an assignment, by student.
        root: the folder of all submissions.
        notebooks: the names of those that the assignment has.
        assignment: the one that is meant.
        is_sandboxed: whether students' code runs in our sandbox.
    """

    folder: Path
    course_id: str
    db_url: str
    submitted: dict[str, Path]
    root: Path
    notebooks: frozenset[str]
    assignment: str
    is_sandboxed: bool


def find(named: Path | None) -> Path:
    """Return the folder of the course that is named, else the one at or above the current folder.

    Its configuration is a program. In `submitted/` one could be a student's: so where several
    lie above one another, one has to be named.

    Raises:
        UsageError: there is none, or more than one.
    """
    if named is not None:
        if not (named / CONFIG).is_file():
            raise UsageError("no-nbgrader-course", start=named)
        return named.resolve()
    here = Path.cwd().resolve()
    found = [folder for folder in (here, *here.parents) if (folder / CONFIG).is_file()]
    if not found:
        raise UsageError("no-nbgrader-course", start=here)
    if len(found) > 1:
        raise UsageError("several-nbgrader-courses", inner=found[0], outer=found[1])
    return found[0]


def app_of(folder: Path, assignment: str) -> Any:
    """Return nbgrader's own application for a course, configured as the course is.

    Raises:
        UsageError: its configuration can't be read.
    """
    from nbgrader.apps import AutogradeApp  # noqa: PLC0415 - an extra's, and heavy

    app: Any = AutogradeApp()
    here = Path.cwd()
    os.chdir(folder)
    try:
        app.raise_config_file_errors = True
        app.initialize([assignment])
    except SystemExit as err:
        raise UsageError("nbgrader-config", path=folder / CONFIG, problem=str(err)) from err
    except Exception as err:
        problem = f"{type(err).__name__}: {err}"
        raise UsageError("nbgrader-config", path=folder / CONFIG, problem=problem) from err
    finally:
        os.chdir(here)
    app.coursedir.root = str(folder)
    app.coursedir.assignment_id = assignment
    if app.coursedir.db_url.startswith("sqlite:") and "?" not in app.coursedir.db_url:
        app.coursedir.db_url += f"?timeout={_BUSY_SECONDS}"
    if "add_missing_cells" not in app.config.OverwriteCells:
        app.config.OverwriteCells.add_missing_cells = True
    return app


def look(folder: Path, assignment: str) -> Place:
    """Find an assignment's submissions, and open its gradebook once, before many do.

    Raises:
        UsageError: nbgrader knows no such assignment or no notebook of it.
    """
    app = app_of(folder, assignment)
    names = _assignments(app)
    if assignment not in names:
        near = difflib.get_close_matches(assignment, names, 1)
        key = "no-nbgrader-assignment-near" if near else "no-nbgrader-assignment"
        raise UsageError(key, slug=assignment, near="".join(near), known=", ".join(names) or "-")
    if not names[assignment]:
        raise UsageError("nbgrader-not-generated", slug=assignment)
    used = app.config.Autograde.get("autograde_preprocessors", ())
    root, submitted = _submitted(app, assignment)
    return Place(
        folder=folder,
        course_id=app.coursedir.course_id,
        db_url=app.coursedir.db_url,
        submitted=submitted,
        root=root,
        notebooks=names[assignment],
        assignment=assignment,
        is_sandboxed=any(getattr(each, "runs_in_sandbox", False) for each in used),
    )


def chosen(place: Place, students: Sequence[str]) -> list[str]:
    """Return the students that are to be graded: those named, else all that have handed in.

    Raises:
        UsageError: one of them has not handed in.
    """
    for student in students:
        if student not in place.submitted:
            near = difflib.get_close_matches(student, place.submitted, 1)
            key = "no-nbgrader-student-near" if near else "no-nbgrader-student"
            raise UsageError(key, student=student, near="".join(near), slug=place.assignment)
    return sorted(set(students) or place.submitted)


def _assignments(app: Any) -> dict[str, frozenset[str]]:
    """Return the names of each assignment's notebooks."""
    from nbgrader.api import Gradebook  # noqa: PLC0415 - an extra's

    with quiet(), Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
        return {
            each.name: frozenset(notebook.name for notebook in each.notebooks)
            for each in gradebook.assignments
        }


def folder_of(courses: Any, student: str, assignment: str) -> tuple[Path, Path]:
    """Return the folder of all submissions, and what leads from there to that of a student.

    Args:
        courses: nbgrader's `CourseDirectory`.
        student: whose; `*` for everybody's.
        assignment: its name.
    """
    pattern = courses.format_path(courses.submitted_directory, "*", assignment)
    parts = Path(courses.root, pattern).parts
    at = parts.index("*")
    return Path(*parts[:at]), Path(student, *parts[at + 1 :])


def _submitted(app: Any, assignment: str) -> tuple[Path, dict[str, Path]]:
    """Return the folder of all submissions, and who has handed in, as the course lays them out."""
    root, pattern = folder_of(app.coursedir, "*", assignment)
    found = sorted(root.glob(str(pattern)))
    return root, {path.relative_to(root).parts[0]: path for path in found if path.is_dir()}
