"""The inside of a process that runs nbgrader's Autograde, one student after the other."""

import contextlib
import logging
import os
import signal
import time
import warnings
from pathlib import Path
from typing import Any, Literal, NamedTuple

from autograder.gradebook.handed_in import Fault, fault_in
from autograder.gradebook.place import app_of

_MOST_PROBLEMS = 5
# What --force does, and what is said of every failure.
_USUAL = (
    "Removing existing", "Updating existing", "Removing failed",
    "There was an error processing assignment", "Please see the the above traceback",
)  # fmt: skip

# What one process keeps for all of its students.
_warm: dict[str, Any] = {}


class Ended(NamedTuple):
    """How a grading ended inside.

    Attributes:
        problems: what nbgrader said, the last of it.
        seconds: that it took [s].
    """

    status: Literal["graded", "unchanged", "failed"] | Fault
    problems: tuple[str, ...]
    seconds: float


class _Heard(logging.Handler):
    """Keeps what nbgrader says of a submission."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message; of a traceback its last line."""
        lines = [line for line in record.getMessage().splitlines() if line.strip()]
        self.told += [line.strip() for line in lines[-1:] if not line.startswith(_USUAL)]


def start(folder: Path, assignment: str, environment: dict[str, str]) -> None:
    """Read the configuration once.

    Args:
        folder: of the course.
        assignment: its name.
        environment: of whoever wants it graded, before `safe_path`: kernels must import from their
            folders, and what this process is forked from may be older.
    """
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    _warm["app"] = app_of(folder, assignment)


def grade(student: str, folder: Path, force: bool) -> Ended:
    """Run nbgrader's Autograde for one student.

    Args:
        student: whose.
        folder: of the submission.
        force: grade again what is graded.
    """
    started = time.monotonic()
    if fault := fault_in(folder):
        return Ended(fault[0], (fault[1],), time.monotonic() - started)
    app, heard = _warm["app"], _Heard()
    app.log.handlers[:] = [heard]
    app.coursedir.student_id = exactly(student)
    graded = graded_folder(app, student)
    before = _stamp(graded)
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):
        status: Literal["graded", "unchanged", "failed"] = _converted(app, heard, force=force)
    if status == "graded" and before and _stamp(graded) == before:
        status = "unchanged"
    told = tuple(dict.fromkeys(heard.told))[-_MOST_PROBLEMS:]
    return Ended(status, told, time.monotonic() - started)


def _converted(app: Any, heard: _Heard, *, force: bool) -> Literal["graded", "failed"]:
    from nbgrader.converters import Autograde  # noqa: PLC0415 - an extra's
    from nbgrader.converters.base import NbGraderException  # noqa: PLC0415

    converter = Autograde(coursedir=app.coursedir, parent=app)
    converter.force = force
    try:
        converter.start()
    except (NbGraderException, SystemExit):
        return "failed"
    except BaseException as err:  # a file that nbgrader chokes on; the others are to go on
        heard.told.append(f"{type(err).__name__}: {err}")
        return "failed"
    return "graded"


def exactly(student: str) -> str:
    """Return what nbgrader matches with this name alone, whose ends it would strip."""
    return "".join(f"[{sign}]" if sign.isspace() else sign for sign in student)


def graded_folder(app: Any, student: str) -> Path:
    """Return where nbgrader puts a student's graded notebooks."""
    courses = app.coursedir
    path = courses.format_path(courses.autograded_directory, student, courses.assignment_id)
    return Path(courses.root, path)


def _stamp(folder: Path) -> list[tuple[str, int]]:
    """Return when a student's graded notebooks were written."""
    return [(path.name, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.ipynb"))]
