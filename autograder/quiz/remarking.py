"""Mark recorded replies again, after a generator was corrected."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from autograder.quiz.attempt import Answer, Mark, QuizAttempt
from autograder.quiz.drawing import Topic
from autograder.quiz.graded import question, redrawn, worth
from autograder.quiz.session import mark_once

# same: nothing changes; changed: it gets another mark. It can't be marked again where its topic is
# `gone`, where the same numbers give `another` question now, or where the reply is `unreadable`.
Outcome = Literal["same", "changed", "gone", "another", "unreadable"]


class Remarked(NamedTuple):
    """What marking a reply again comes to.

    Attributes:
        old: the mark that counts so far.
        new: what it would be now; the old one where it can't be marked again.
    """

    attempt: QuizAttempt
    answer: Answer
    outcome: Outcome
    old: Mark
    new: Mark


def remark(attempts: Sequence[QuizAttempt], known: Mapping[str, Topic]) -> Iterator[Remarked]:
    """Mark every recorded reply with the generators as they are now; nothing is stored."""
    for attempt in attempts:
        for answer in attempt.answers:
            if answer.mark is not None:
                outcome, new = _again(answer, answer.mark, known)
                yield Remarked(attempt, answer, outcome, answer.mark, new)


def _again(answer: Answer, old: Mark, known: Mapping[str, Topic]) -> tuple[Outcome, Mark]:
    item = redrawn(answer, known)
    if item is None:
        return "gone", old
    if question(item) != answer.question:
        return "another", old
    marked = mark_once(item, answer.reply or "")
    if marked.verdict == "unreadable":
        return "unreadable", old
    new = worth(marked, answer.max_points, known[answer.topic].version)
    is_same = new == old.model_copy(update={"version": new.version})
    return ("same", old) if is_same else ("changed", new)
