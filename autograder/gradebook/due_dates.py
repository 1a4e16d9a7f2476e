"""Due dates for nbgrader, which since 0.7 reads them from nowhere but its gradebook."""

import contextlib
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from autograder.course import Assignment
from autograder.errors import UsageError

GRADEBOOK = "gradebook.db"


def require_nbgrader(command: str) -> None:
    """Refuse where nbgrader is not installed.

    Args:
        command: that needs it.

    Raises:
        UsageError: with the words to install it.
    """
    try:
        _gradebook_class()
    except ModuleNotFoundError as err:
        package = (err.name or "nbgrader").partition(".")[0]
        raise UsageError("nbgrader-extra-missing", package=package, command=command) from err


def enter(folder: Path, course_id: str, assignments: Sequence[Assignment]) -> None:
    """Write assignments and their due dates into the gradebook, which is made where it lacks.

    Args:
        folder: of the nbgrader course.
        course_id: of the nbgrader course.
        assignments: to be written; what the gradebook holds of others stays.
    """
    url = f"sqlite:///{folder.resolve() / GRADEBOOK}"
    with quiet(), _gradebook_class()(url, course_id) as book:
        for assignment in assignments:
            due = assignment.due and assignment.due.astimezone(UTC).replace(tzinfo=None)
            book.update_or_create_assignment(assignment.slug, duedate=due)


def _gradebook_class() -> Any:
    with quiet():
        from nbgrader.api import Gradebook  # noqa: PLC0415 - an extra, and heavy
    return Gradebook


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Let nbgrader find `alembic`, which makes a gradebook, and keep others' warnings to them."""
    path = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), path])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        os.environ["PATH"] = path
