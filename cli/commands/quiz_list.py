"""`grade quiz list`: the graded quizzes of the course."""

from typing import Any

import click

from autograder.quiz.quizfile import Quiz, quiz_paths, read_quiz
from cli import terminal
from cli.command import Command, json_option
from cli.page import Page, points
from cli.session import Session


@click.command("quiz.list", cls=Command)
@json_option
@click.pass_obj
def list_command(session: Session, *, as_json: bool) -> None:
    """Show the graded quizzes, when they are open and what they can earn."""
    course = session.find_course()
    found = [read_quiz(path, course) for path in quiz_paths(course)]
    if as_json:
        terminal.write_json([_document(quiz) for quiz in found])
        return
    page = Page.of(course, session.language)
    if not found:
        terminal.paragraph(page.say("quiz.list.none"))
        return
    from cli.tables import table  # noqa: PLC0415 - --json does without Rich

    names = ("quiz", "title", "opens", "closes", "attempts", "points")
    headers = [page.say(f"quiz.column.{name}", zone=page.zone_name) for name in names]
    terminal.write(table(headers, (_row(quiz, page) for quiz in found), numbers=[4, 5]))


def _row(quiz: Quiz, page: Page) -> list[str]:
    when = page.day if page.is_narrow else page.when
    return [
        quiz.name,
        quiz.title.in_(page.language),
        when(quiz.opens) if quiz.opens else "",
        when(quiz.closes) if quiz.closes else "",
        str(quiz.attempts),
        points(quiz.max_points),
    ]


def _document(quiz: Quiz) -> dict[str, Any]:
    return {
        "quiz": quiz.name,
        "title": quiz.title.model_dump(),
        "opens": quiz.opens.isoformat() if quiz.opens else None,
        "closes": quiz.closes.isoformat() if quiz.closes else None,
        "attempts": quiz.attempts,
        "minutes": quiz.minutes,
        "feedback": quiz.feedback,
        "max_points": quiz.max_points,
    }
