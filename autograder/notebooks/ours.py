"""Grade the tasks of our own assignments in a notebook: its solution cells make the module."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder import course as courses
from autograder import feedback, notebook, submission
from autograder.candidates import MAX_FILE_BYTES
from autograder.course import Assignment, Course
from autograder.errors import SubmissionError
from autograder.grading import Judge, fresh_seed
from autograder.model import GradeReport, Language, Level
from autograder.suite.reference import suite_digest
from autograder.words import error

# The formgrader grades for hours in one process, and who writes a course mends it meanwhile.
_open: dict[tuple[Path, Level | None], tuple[Assignment, str, Judge]] = {}


def course_at(folder: str) -> Course:
    """Return the course of a folder as its files are now; that costs a millisecond.

    Args:
        folder: of the course; empty for the one that is found from here.

    Raises:
        CourseError: there is none.
    """
    return courses.load(Path(folder)) if folder else courses.find(None, Path.cwd())


def _judge(assignment: Assignment, level: Level | None) -> Judge:
    """Return the judge of an assignment, which stays open as long as that is what it was."""
    place, digest = (assignment.folder, level), suite_digest(assignment.hidden_suite)
    if place in _open:
        *before, judge = _open[place]
        if before == [assignment, digest]:
            return judge
        del _open[place]
        judge.close()
    judge = Judge(assignment, assignment.hidden_suite, level=level)
    _open[place] = assignment, digest, judge
    return judge


def grade(
    content: bytes,
    slug: str,
    *,
    student: str,
    folder: str,
    language: Language,
    level: Level | None = None,
) -> GradeReport:
    """Run the hidden suite of an assignment on a notebook.

    Args:
        content: the notebook, whose cells have the roles that the gradebook knows.
        slug: of the assignment.
        student: whose it is.
        folder: of the course; empty for the one that is found from here.
        language: of the report, which is the student's view.
        level: the walls; by default the best that work here.

    Raises:
        SandboxError: no worker could be started.
        CourseError: there is no such course or assignment.
        SuiteError: the suite itself does not run.
    """
    course = course_at(folder)
    assignment = course.assignment(slug)
    judge = _judge(assignment, level)
    handed_in = feedback.HandedIn(
        id="",
        student=student,
        attempt=0,
        submitted_at=datetime.now(UTC),
        source_sha256=hashlib.sha256(content).hexdigest(),
    )
    try:
        read = _submission(content, f"{slug}.ipynb", assignment)
    except SubmissionError as err:
        message = "\n".join(error(err, language))
        return feedback.ungraded(handed_in, assignment, status="rejected", message=message)
    grading = judge.grade(read, seed=fresh_seed())
    view = feedback.View(language=language, feedback=course.feedback)
    return feedback.report(grading, handed_in, assignment, view)


def _submission(content: bytes, place: str, assignment: Assignment) -> submission.Submission:
    module = notebook.to_module(content, place, MAX_FILE_BYTES)
    return submission.from_files({assignment.files[0]: module.source}, assignment)


def task_points(report: GradeReport, task: int) -> float | None:
    """Return what a task has earned; None where the failure is ours."""
    earned: list[Any] = [check.points for check in report.checks if check.task == task]
    return None if None in earned else float(sum(earned))
