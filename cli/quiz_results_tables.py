"""Tables of graded quizzes: everybody's attempts, one attempt's replies, marks that change."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.console import RenderableType

from autograder.quiz.attempt import Answer, QuizAttempt
from autograder.quiz.quizfile import Quiz
from autograder.quiz.remarking import Remarked
from autograder.quiz.sitting import state
from cli.page import Page, points
from cli.quiz_tables import idea_of
from cli.tables import table

_MAX_REPLY = 40  # of a reply in a table [characters]


def everybody(
    found: Iterable[QuizAttempt], quiz: Quiz, page: Page, now: datetime
) -> RenderableType:
    """Render a line for each attempt."""
    rows = [
        [
            attempt.student,
            str(attempt.number),
            page.say(f"quiz.state.{state(attempt, quiz, now)}"),
            f"{len(attempt.answers) - len(attempt.open_numbers)} / {len(attempt.answers)}",
            _of(attempt.points, attempt.max_points),
        ]
        for attempt in found
    ]
    headers = _headers(page, "student", "attempt", "state", "answered", "points")
    return table(headers, rows, numbers=[1, 3, 4])


def heading(attempt: QuizAttempt, quiz: Quiz, page: Page, *, told: bool) -> str:
    """Say whose attempt it is, and what it earned where that may be told."""
    count = len(attempt.answers)
    answered = count - len(attempt.open_numbers)
    hidden = page.say("quiz.results.hidden", answered=answered, count=count)
    return page.say(
        "quiz.results.attempt",
        student=attempt.student,
        attempt=attempt.number,
        when=quiz.written(attempt.started_at),
        points=_of(attempt.points, attempt.max_points) if told else hidden,
    )


def one(attempt: QuizAttempt, page: Page, *, told: bool) -> RenderableType:
    """Render the replies of one attempt, with their marks where these may be told."""
    names = ["number", "reply", "topic", "level"]
    rows = [
        [str(each.number + 1), _short(each.reply), each.topic, str(each.level)]
        for each in attempt.answers
    ]
    if told:
        names += ["points", "verdict", "idea"]
        rows = [
            [*row, *_marked(each, page)] for row, each in zip(rows, attempt.answers, strict=True)
        ]
    return table(_headers(page, *names), rows, numbers=[0, 3, 4])


def changes(found: Sequence[Remarked], page: Page) -> RenderableType:
    """Render what marking again changes, and what it can't mark: old points → new points."""
    rows = [
        [
            each.attempt.student,
            _short(each.answer.reply),
            str(each.attempt.number),
            str(each.answer.number + 1),
            each.answer.topic,
            f"{points(each.old.points)} → {points(each.new.points)}",
            page.say(f"quiz.remark.outcome.{each.outcome}"),
        ]
        for each in found
    ]
    names = ("student", "reply", "attempt", "number", "topic", "change", "outcome")
    return table(_headers(page, *names), rows, numbers=[2, 3, 5])


def _marked(answer: Answer, page: Page) -> list[str]:
    earned = _of(answer.points, answer.max_points)
    if answer.mark is None:
        return [earned, "", ""]
    idea = answer.mark.misconception
    verdict = page.say(f"quiz.verdict.{answer.mark.verdict}")
    return [earned, verdict, idea_of(idea, page.language) if idea else ""]


def _short(reply: str | None) -> str:
    text = reply or ""
    return text if len(text) <= _MAX_REPLY else f"{text[: _MAX_REPLY - 1]}…"


def _of(earned: float, most: float) -> str:
    return f"{points(earned)} / {points(most)}"


def _headers(page: Page, *names: str) -> list[str]:
    return [page.say(f"quiz.column.{name}") for name in names]
