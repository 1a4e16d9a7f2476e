"""`grade quiz take`: sit a graded quiz."""

import shlex

import click

from autograder.quiz.quizfile import find_quiz
from autograder.quiz.topics import topics
from cli import embedded
from cli.command import Command, student_option
from cli.session import Session


@click.command("quiz.take", cls=Command)
@click.argument("name")
@student_option
@click.pass_obj
def take_command(session: Session, *, name: str, student: str | None) -> None:
    """Begin an attempt, or go on with one, and keep every reply."""
    course = session.find_course()
    quiz = find_quiz(course, name)
    with embedded.open_store(course, "quiz take") as store:
        from autograder.quiz.sitting import sit  # noqa: PLC0415 - needs the database
        from cli.quiz_sitting import Exam  # noqa: PLC0415

        sitting = sit(quiz, topics(course), store, embedded.student_name(student))
        named = f" --student {shlex.quote(student)}" if student is not None else ""
        Exam(sitting, session, f"{quiz.name}{named}").hold()
