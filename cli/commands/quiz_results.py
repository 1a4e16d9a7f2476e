"""`grade quiz results`: what was answered in a graded quiz, and what it earned."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from autograder.quiz.attempt import Answer, QuizAttempt
from autograder.quiz.quizfile import Quiz, find_quiz
from cli import embedded, terminal
from cli.command import Command, Option, json_option, student_option
from cli.session import Session

if TYPE_CHECKING:
    from autograder.course import Course


@click.command("quiz.results", cls=Command)
@click.argument("name")
@student_option
@click.option("--staff", is_flag=True, cls=Option)
@json_option
@click.pass_obj
def results_command(
    session: Session, *, name: str, student: str | None, staff: bool, as_json: bool
) -> None:
    """Show attempts, each reply with its points and the wrong idea behind it."""
    course = session.find_course()
    quiz = find_quiz(course, name)
    who = student if staff else embedded.student_name(student)
    with embedded.open_store(course, "quiz results") as store:
        from autograder.quiz.sitting import is_told  # noqa: PLC0415 - needs the database
        from autograder.records.quizzes import attempts  # noqa: PLC0415

        found, now = attempts(store, quiz.name, who), store.now()
    told = staff or is_told(quiz, now)
    if as_json:
        terminal.write_json(
            {
                "schema_version": 1,
                "quiz": quiz.name,
                "title": quiz.title.model_dump(),
                "max_points": quiz.max_points,
                "attempts": [_document(each, quiz, now, told=told, staff=staff) for each in found],
            }
        )
        return
    _show(found, quiz, course, session, now=now, who=who, told=told)


def _show(
    found: list[QuizAttempt], quiz: Quiz, course: "Course", session: Session,
    *, now: datetime, who: str | None, told: bool,
) -> None:  # fmt: skip
    from cli import quiz_results_tables as tables  # noqa: PLC0415 - --json does without Rich
    from cli.page import Page  # noqa: PLC0415

    page = Page.of(course, session.language)
    title = quiz.title.in_(session.language)
    terminal.paragraph(page.say("quiz.results.title", title=title, quiz=quiz.name))
    if not found and who is None:
        terminal.paragraph(page.say("quiz.results.none"))
    elif not found:
        terminal.paragraph(page.say("quiz.results.none.student", student=who))
    elif who is None:
        terminal.write(tables.everybody(found, quiz, page, now))
    else:
        for attempt in found:
            terminal.line("")
            terminal.paragraph(tables.heading(attempt, quiz, page, told=told))
            terminal.write(tables.one(attempt, page, told=told))
    if found and not told and quiz.closes:
        terminal.line("")
        terminal.paragraph(page.say("quiz.results.later", when=quiz.written(quiz.closes)))


def _document(
    attempt: QuizAttempt, quiz: Quiz, now: datetime, *, told: bool, staff: bool
) -> dict[str, Any]:
    from autograder.quiz.sitting import state  # noqa: PLC0415 - needs the database

    return {
        "student": attempt.student,
        "attempt": attempt.number,
        "started_at": attempt.started_at.isoformat(),
        "state": state(attempt, quiz, now),
        "points": attempt.points if told else None,
        "max_points": attempt.max_points,
        "items": [_item(each, told=told, staff=staff) for each in attempt.answers],
    }


def _item(answer: Answer, *, told: bool, staff: bool) -> dict[str, Any]:
    mark = answer.mark if told else None
    is_known = told and (answer.mark is not None or staff)
    return {
        "number": answer.number + 1,
        "section": answer.section + 1,
        "topic": answer.topic,
        "version": answer.version,
        "level": answer.level,
        "seed": answer.seed if staff else None,
        "reply": answer.reply,
        "answered_at": answer.answered_at.isoformat() if answer.answered_at else None,
        "verdict": mark.verdict if mark else None,
        "misconception": mark.misconception if mark else None,
        "points": answer.points if is_known else None,
        "max_points": answer.max_points,
        "marks": [each.model_dump() for each in answer.marks] if staff else None,
    }
