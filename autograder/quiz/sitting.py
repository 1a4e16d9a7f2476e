"""Sit a graded quiz: begin an attempt or go on with it, and keep each reply at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from autograder.errors import UsageError
from autograder.quiz.attempt import Asked, Mark, QuizAttempt, Reply
from autograder.quiz.drawing import Topic
from autograder.quiz.graded import chance, paper, question, redrawn, worth
from autograder.quiz.item import Item
from autograder.quiz.marking import Marked
from autograder.quiz.quizfile import Quiz
from autograder.quiz.session import mark_once
from autograder.records import Store
from autograder.records import quizzes as records
from autograder.records.students import clean_name

State = Literal["open", "finished", "over"]


class Replied(NamedTuple):
    """What became of a reply.

    Attributes:
        said: it was `kept`, or it was not: it is `unreadable`, the question has another reply
            (`taken`), or the time is over (`late`).
        mark: what it earned, where it was kept.
    """

    said: str
    marked: Marked
    mark: Mark | None = None


@dataclass(frozen=True)
class Sitting:
    """An attempt that is going on.

    Attributes:
        attempt: as it was when this began.
        until: when it ends; None where it does not.
    """

    store: Store
    quiz: Quiz
    known: Mapping[str, Topic]
    attempt: QuizAttempt
    until: datetime | None

    @property
    def is_continued(self) -> bool:
        """Whether something was answered before."""
        return len(self.attempt.open_numbers) < len(self.attempt.answers)

    def item(self, number: int) -> Item | None:
        """Return what a question asks; None where its topic is no more."""
        return redrawn(self.attempt.answers[number], self.known)

    def reply(self, number: int, item: Item, typed: str) -> Replied:
        """Mark a reply and keep it; once this returns `kept`, it can't be lost or changed."""
        marked = mark_once(item, typed)
        if marked.verdict == "unreadable":
            return Replied("unreadable", marked)
        asked = self.attempt.answers[number]
        mark = worth(marked, asked.max_points, self.known[item.topic].version)
        reply = Reply(reply=typed, question=question(item), mark=mark)
        said = records.answer(self.store, self.attempt.id, number, reply, until=self.until)
        return Replied(said, marked, mark if said == "kept" else None)


def sit(quiz: Quiz, known: Mapping[str, Topic], store: Store, student: str) -> Sitting:
    """Begin an attempt, or go on with one that has questions and time left.

    Raises:
        CourseError: the quiz has too little to ask.
        UsageError: it is not open, or the student has no attempt left.
    """
    name, secret = clean_name(student), records.secret(store)

    def decide(earlier: Sequence[QuizAttempt], now: datetime) -> QuizAttempt | list[Asked]:
        _require_open(quiz, now)
        last = earlier[-1] if earlier else None
        if last and is_open(last, quiz, now):
            return last
        if len(earlier) >= quiz.attempts:
            raise UsageError("quiz-no-attempts-left", quiz=quiz.name, attempts=quiz.attempts)
        attempt = len(earlier) + 1
        return paper(quiz, known, chance(secret, student=name, quiz=quiz.name, attempt=attempt))

    attempt = records.begin(store, quiz=quiz.name, student=name, decide=decide)
    return Sitting(store, quiz, known, attempt, ends(attempt, quiz))


def ends(attempt: QuizAttempt, quiz: Quiz) -> datetime | None:
    """Return when an attempt is over: its minutes have run out, or the quiz closes."""
    limits = [quiz.closes] if quiz.closes else []
    if quiz.minutes is not None:
        limits.append(attempt.started_at + timedelta(minutes=quiz.minutes))
    return min(limits, default=None)


def is_open(attempt: QuizAttempt, quiz: Quiz, now: datetime) -> bool:
    """Whether an attempt has questions and time left."""
    until = ends(attempt, quiz)
    return bool(attempt.open_numbers) and (until is None or now <= until)


def is_told(quiz: Quiz, now: datetime) -> bool:
    """Whether a student may know what was right."""
    return quiz.feedback == "at_once" or (quiz.closes is not None and now > quiz.closes)


def _require_open(quiz: Quiz, now: datetime) -> None:
    if quiz.opens and now < quiz.opens:
        raise UsageError("quiz-not-open", quiz=quiz.name, when=quiz.written(quiz.opens))
    if quiz.closes and now > quiz.closes:
        raise UsageError("quiz-closed", quiz=quiz.name, when=quiz.written(quiz.closes))


def state(attempt: QuizAttempt, quiz: Quiz, now: datetime) -> State:
    """Say how far an attempt is: all is answered, or the time is over, or neither."""
    if not attempt.open_numbers:
        return "finished"
    return "open" if is_open(attempt, quiz, now) else "over"
