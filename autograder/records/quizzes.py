"""Attempts at graded quizzes in the records: begun, answered once, marked, and marked anew.

Each function is one transaction of a `Store` and raises `RecordsError` as its methods do.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.orm import Session, contains_eager, selectinload

from autograder.quiz.attempt import Answer, Asked, Mark, QuizAttempt, Reply
from autograder.records import models, rows
from autograder.records.store import Store
from autograder.records.students import clean_name

_SECRET = "quiz-seeds"  # noqa: S105 - its name, not the secret itself
_SECRET_BYTES = 32

# Of a student's attempts so far and the time: the one to go on with, or the questions of a new one.
Decide = Callable[[Sequence[QuizAttempt], datetime], QuizAttempt | Sequence[Asked]]
Kept = Literal["kept", "taken", "late"]


class Correction(NamedTuple):
    """A mark that takes the place of another one.

    Attributes:
        attempt_id, number: of the answer.
        marks: how many marks it had when it was looked at.
        mark: the new one.
    """

    attempt_id: int
    number: int
    marks: int
    mark: Mark


def secret(store: Store) -> bytes:
    """Return the course's secret, which the first call makes."""
    row = models.Secret
    query = select(row.value).where(row.name == _SECRET)
    with store.reading() as session:
        known = session.scalar(query)
    if known is not None:
        return known

    def make(session: Session) -> bytes:
        made = session.scalar(query)  # again: somebody may have been first
        if made is None:
            made = secrets.token_bytes(_SECRET_BYTES)
            session.execute(insert(row).values(name=_SECRET, value=made))
        return made

    return store.settled(make)


def begin(store: Store, *, quiz: str, student: str, decide: Decide) -> QuizAttempt:
    """Return the attempt that a student goes on with, or a new one.

    Whoever begins at the same moment waits: one student never has two attempts in place of one.

    Args:
        store: the records.
        quiz: its name.
        student: their name.
        decide: which it is; what it raises ends this, and nothing is stored.

    Raises:
        UsageError: the student's name is empty or too long, or holds control characters.
    """
    name = clean_name(student)

    def work(session: Session) -> QuizAttempt:
        student_id = rows.students(session, {name})[name]  # and their row is held
        earlier = [_attempt(each) for each in session.scalars(_selected(quiz, name))]
        now = store.now()
        decided = decide(earlier, now)
        if isinstance(decided, QuizAttempt):
            return decided
        row = models.QuizAttempt(
            student_id=student_id, quiz=quiz, attempt=len(earlier) + 1, started_at=now
        )
        row.answers = [
            models.QuizAnswer(number=number, **asked.model_dump())
            for number, asked in enumerate(decided)
        ]
        session.add(row)
        session.flush()
        session.expunge_all()  # read back at once, in place of a query for each answer's marks
        return _attempt(list(session.scalars(_selected(quiz, name)))[-1])

    return store.settled(work)


def answer(
    store: Store, attempt_id: int, number: int, reply: Reply, *, until: datetime | None
) -> Kept:
    """Keep a reply and its mark, unless the question has one or the time is over.

    Args:
        store: the records.
        attempt_id: of the attempt.
        number: of its question.
        reply: what was typed, and what it is worth.
        until: when the attempt ends; None where it does not.
    """
    row = models.QuizAnswer
    with store.writing() as session:
        now = store.now()
        if until is not None and now > until:
            return "late"
        found = session.execute(
            update(row)
            .where(row.attempt_id == attempt_id, row.number == number, row.reply.is_(None))
            .values(reply=reply.reply, question=reply.question, answered_at=now)
            .returning(row.number)
        ).all()
        if not found:
            return "taken"
        _add_mark(session, attempt_id, number, 1, reply.mark, now)
    return "kept"


def correct(store: Store, corrections: Sequence[Correction]) -> int:
    """Add marks that count from now on, all or none; return how many were added.

    An answer that got another mark in the meantime is left alone.
    """
    row = models.QuizMark

    def work(session: Session) -> int:
        now, added = store.now(), 0
        for each in corrections:
            known = session.scalar(
                select(func.max(row.revision)).where(
                    row.attempt_id == each.attempt_id, row.number == each.number
                )
            )
            if known == each.marks:
                _add_mark(session, each.attempt_id, each.number, known + 1, each.mark, now)
                added += 1
        return added

    return store.settled(work)


def attempts(store: Store, quiz: str, student: str | None = None) -> list[QuizAttempt]:
    """Return all attempts at a quiz, by student and number.

    Raises:
        UsageError: the student's name is empty or too long, or holds control characters.
    """
    name = None if student is None else clean_name(student)
    with store.reading() as session:
        return [_attempt(each) for each in session.scalars(_selected(quiz, name))]


def _selected(quiz: str, student: str | None) -> Select[Any]:
    row = models.QuizAttempt
    query = (
        select(row)
        .join(row.student)
        .options(
            contains_eager(row.student),
            selectinload(row.answers).selectinload(models.QuizAnswer.marks),
        )
        .where(row.quiz == quiz)
        .order_by(models.Student.name, row.attempt)
    )
    return query if student is None else query.where(models.Student.name == student)


def _add_mark(
    session: Session, attempt_id: int, number: int, revision: int, mark: Mark, now: datetime
) -> None:
    place = {"attempt_id": attempt_id, "number": number, "revision": revision, "marked_at": now}
    session.execute(insert(models.QuizMark).values(**place, **mark.model_dump()))


def _attempt(row: models.QuizAttempt) -> QuizAttempt:
    return QuizAttempt(
        id=row.id,
        quiz=row.quiz,
        student=row.student.name,
        number=row.attempt,
        started_at=row.started_at,
        answers=tuple(map(_answer, row.answers)),
    )


def _answer(row: models.QuizAnswer) -> Answer:
    names = Answer.model_fields.keys() - {"marks"}
    marks = tuple(
        Mark.model_validate({name: getattr(mark, name) for name in Mark.model_fields})
        for mark in row.marks
    )
    return Answer(**{name: getattr(row, name) for name in names}, marks=marks)
