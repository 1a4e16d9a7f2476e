"""Show a graded attempt: the report, what has changed since the one before, what it lacks."""

from autograder.course import Course
from autograder.model import GradeReport
from cli import next_step, report, terminal
from cli.changes import since_attempt
from cli.page import Page
from cli.session import Session


def show(graded: GradeReport, before: GradeReport | None, course: Course, session: Session) -> None:
    """Print everything about an attempt that its student may see.

    Args:
        graded: the report.
        before: that of the attempt before; None where there is none.
        course: that the assignment belongs to.
        session: says it in its language.
    """
    assignment = course.assignment(graded.assignment)
    terminal.write(report.graded(graded, assignment, Page.of(course, session.language)))
    if before:
        for line in ("", *since_attempt(before, graded, session)):
            terminal.line(line)
    lacking = next_step.after_grading(graded, assignment, session)
    if lacking:
        terminal.line("")
    for text in lacking:
        terminal.paragraph(text)
