"""Grading and records right here: where the solutions are readable and no server is asked."""

import getpass
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from autograder.course import Assignment, Course
from autograder.errors import SubmissionError, UsageError
from autograder.model import GradeReport, Grading, Language, Level

if TYPE_CHECKING:
    from autograder.batch import Result
    from autograder.feedback import HandedIn
    from autograder.records import Store, StoredSubmission
    from cli.session import Session


def require_solutions(assignment: Assignment, command: str) -> None:
    """Refuse to grade where the hidden suite is not readable.

    Raises:
        UsageError: this is a student's install, and no server is named.
    """
    if not assignment.is_gradable:
        raise UsageError("no-solutions", command=f"grade {command}")


def staff_course(session: "Session", command: str) -> Course:
    """Return the course with its solutions.

    They need not be complete: a new course has none for any assignment, and one that is checked
    may lack some.

    Raises:
        UsageError: this is a student's install.
    """
    course = session.find_course()
    if not os.access(course.folder.parent / "solutions", os.R_OK | os.X_OK):
        raise UsageError("staff-only", command=f"grade {command}")
    return course


def require_walls(level: Level | None) -> None:
    """Refuse to put hidden checks and a submission on one machine without walls, unless told to.

    Raises:
        UsageError: only level `limits` works here, and it was not asked for.
    """
    from autograder.sandbox import best_level  # noqa: PLC0415 - heavy, and not for --help

    if level is None and best_level() == "limits":
        raise UsageError("no-walls")


def open_store(course: Course, command: str) -> "Store":
    """Open the records of a course.

    Raises:
        UsageError: this install holds no solutions, or no database package.
        RecordsError: the records can't be used.
    """
    if not any(assignment.is_gradable for assignment in course.all_assignments()):
        raise UsageError("no-solutions", command=f"grade {command}")
    try:
        from autograder.records import Store, locate  # noqa: PLC0415 - heavy, and only staff's
    except ModuleNotFoundError as err:
        package = (err.name or "").partition(".")[0]
        if package in ("sqlalchemy", "alembic"):
            raise UsageError(
                "staff-extra-missing", package=package, command=f"grade {command}"
            ) from err
        raise
    return Store.open(locate(course.folder.parent))


def student_name(given: str | None) -> str:
    """Return the student's name: the one given, else the account's."""
    if given is not None:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return str(os.getuid()) if hasattr(os, "getuid") else "student"


def report(
    stored: "StoredSubmission",
    grading: Grading,
    course: Course,
    assignment: Assignment,
    language: Language,
    *,
    staff: bool = False,
) -> GradeReport:
    """Return the report of a recorded attempt, as its reader may see it."""
    from autograder import feedback  # noqa: PLC0415 - heavy, and not for --help

    view = feedback.View(language=language, feedback=course.feedback, staff=staff)
    return feedback.report(grading, _handed_in(stored), assignment, view)


def batch_report(
    result: "Result", course: Course, assignment: Assignment, language: Language
) -> GradeReport:
    """Return the report of what became of one submission of a batch."""
    from autograder import feedback, words  # noqa: PLC0415 - heavy, and not for --help

    stored = result.stored
    if stored and result.grading:
        return report(stored, result.grading, course, assignment, language)
    assert result.error
    nowhere = feedback.HandedIn(
        id="",
        student=result.entry.student,
        attempt=0,
        submitted_at=datetime.now(UTC),
        source_sha256="",
    )
    return feedback.ungraded(
        _handed_in(stored) if stored else nowhere,
        assignment,
        status="rejected" if isinstance(result.error, SubmissionError) else "failed",
        message=words.error(result.error, language).message,
    )


def _handed_in(stored: "StoredSubmission") -> "HandedIn":
    from autograder import feedback  # noqa: PLC0415 - heavy, and not for --help

    return feedback.HandedIn(
        id=stored.id,
        student=stored.student,
        attempt=stored.attempt,
        submitted_at=stored.submitted_at,
        source_sha256=stored.sha256,
    )


def report_before(
    store: "Store",
    stored: "StoredSubmission",
    course: Course,
    assignment: Assignment,
    language: Language,
) -> GradeReport | None:
    """Return the report of the student's attempt before this one; None where there is none."""
    attempts = store.attempts(student=stored.student, assignment=stored.assignment)
    graded = [each for each in attempts if each.attempt < stored.attempt and each.status]
    if not graded:
        return None
    grading = store.grading(graded[-1].id)
    if grading is None:
        return None
    return report(store.get(graded[-1].id), grading, course, assignment, language)
