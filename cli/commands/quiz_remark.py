"""`grade quiz remark`: mark recorded replies again, after a generator was corrected."""

from typing import TYPE_CHECKING, Any

import click

from autograder.quiz.quizfile import find_quiz
from autograder.quiz.topics import topics
from cli import embedded, terminal
from cli.command import Command, Option, json_option
from cli.page import Page
from cli.session import Session

if TYPE_CHECKING:
    from autograder.quiz.remarking import Remarked


@click.command("quiz.remark", cls=Command)
@click.argument("name")
@click.option("--apply", "is_applied", is_flag=True, cls=Option)
@json_option
@click.pass_obj
def remark_command(session: Session, *, name: str, is_applied: bool, as_json: bool) -> None:
    """Show what changes, and store it where that is asked for."""
    course = session.find_course()
    quiz = find_quiz(course, name)
    with embedded.open_store(course, "quiz remark") as store:
        from autograder.quiz.remarking import remark  # noqa: PLC0415 - needs the database
        from autograder.records.quizzes import Correction, attempts, correct  # noqa: PLC0415

        found = list(remark(attempts(store, quiz.name), topics(course)))
        corrections = [
            Correction(each.attempt.id, each.answer.number, len(each.answer.marks), each.new)
            for each in found
            if each.outcome == "changed"
        ]
        added = correct(store, corrections) if is_applied else 0
    if as_json:
        told = [_document(each) for each in found if each.outcome != "same"]
        head = {"schema_version": 1, "quiz": quiz.name, "replies": len(found)}
        terminal.write_json({**head, "stored": added, "differences": told})
    else:
        _show(found, Page.of(course, session.language), is_applied=is_applied, added=added)


def _show(found: "list[Remarked]", page: Page, *, is_applied: bool, added: int) -> None:
    from cli import quiz_results_tables as tables  # noqa: PLC0415 - --json does without Rich

    changed = sum(each.outcome == "changed" for each in found)
    shown = [each for each in found if each.outcome != "same"]
    if shown:
        terminal.write(tables.changes(shown, page), "")
    key = "quiz.remark.changed" if changed else "quiz.remark.none"
    terminal.paragraph(page.say(key, count=len(found), changed=changed))
    if len(shown) > changed:
        terminal.paragraph(page.say("quiz.remark.kept", kept=len(shown) - changed))
    if is_applied:
        terminal.paragraph(page.say("quiz.remark.applied", added=added))
    elif changed:
        terminal.paragraph(page.say("quiz.remark.apply"))


def _document(each: "Remarked") -> dict[str, Any]:
    return {
        "student": each.attempt.student,
        "attempt": each.attempt.number,
        "number": each.answer.number + 1,
        "topic": each.answer.topic,
        "reply": each.answer.reply,
        "outcome": each.outcome,
        "old": each.old.model_dump(),
        "new": each.new.model_dump() if each.outcome == "changed" else None,
    }
