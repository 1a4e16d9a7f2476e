"""Make a student's own paper of a graded quiz, and say what a reply to it is worth."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping

from autograder.errors import CourseError
from autograder.quiz.attempt import Asked, Mark
from autograder.quiz.drawing import Topic, drawn_again
from autograder.quiz.item import Item
from autograder.quiz.marking import Marked
from autograder.quiz.practice import fresh
from autograder.quiz.quizfile import Entry, Quiz

_TRIES = 500  # seeds for one question, before an entry has no more to ask
_SEED_BITS = 53  # as JSON can carry, and `grade quiz ask --seed` takes

Chance = Callable[[int, int], int]  # of a question's number and the try: its seed


def chance(secret: bytes, *, student: str, quiz: str, attempt: int) -> Chance:
    """Return where an attempt's seeds come from.

    HMAC-SHA256 of the student, the quiz, the attempt and the question under the course's secret:
    nobody without the secret can tell them beforehand, and with it they can be told again.
    """

    def seed(number: int, one_try: int) -> int:
        message = json.dumps([student, quiz, attempt, number, one_try]).encode()
        digest = hmac.digest(secret, message, hashlib.sha256)
        return int.from_bytes(digest[:8], "big") >> (64 - _SEED_BITS)

    return seed


def paper(quiz: Quiz, known: Mapping[str, Topic], seed: Chance) -> list[Asked]:
    """Return the questions of an attempt, no two of them the same.

    Raises:
        CourseError: a topic is not there or lacks the level, or has too few different questions.
    """
    seen: set[object] = set()
    found: list[Asked] = []
    for at, section in enumerate(quiz.sections):
        for entry in section.items:
            for number in range(entry.count):
                seeds = (seed(len(found), one_try) for one_try in range(_TRIES))
                topic = known.get(entry.topic)
                item = fresh(topic, entry.level, seeds, seen) if topic else None
                if item is None:
                    raise CourseError(
                        "quiz-too-few", quiz=quiz.name, topic=entry.topic, level=entry.level,
                        count=entry.count, found=number,
                    )  # fmt: skip
                found.append(_asked(item, at, entry))
    return found


def _asked(item: Item, section: int, entry: Entry) -> Asked:
    return Asked(
        section=section,
        topic=item.topic,
        version=item.version,
        level=item.level,
        seed=item.seed,
        max_points=entry.points,
    )


def question(item: Item) -> str:
    """Return what an item asks as JSON: enough to compute its key elsewhere.

    Two items with the same question may be marked by the same key, though their stems may be
    worded otherwise.
    """
    options = {name: text.en for name, text in item.options.items()}
    asked = {"kind": item.kind, "params": item.params, "options": options}
    return json.dumps(asked, sort_keys=True, ensure_ascii=False)


def worth(marked: Marked, max_points: float, version: int) -> Mark:
    """Return the mark of a reply that could be read.

    Args:
        marked: what it was read as.
        max_points: what a right one earns.
        version: of the generator that marks.
    """
    is_right = marked.verdict == "right"
    return Mark(
        version=version,
        verdict="right" if is_right else "wrong",
        points=max_points if is_right else 0.0,
        misconception=marked.misconception,
    )


def redrawn(asked: Asked, known: Mapping[str, Topic]) -> Item | None:
    """Draw a recorded item with the generator as it is now, from the numbers of then.

    None where there is no such topic or level any more.
    """
    return drawn_again(known, asked.topic, asked.level, asked.seed, version=asked.version)


def entries(quiz: Quiz) -> Iterator[tuple[str, Entry]]:
    """Yield every entry of a quiz with its place in the file."""
    for at, section in enumerate(quiz.sections):
        for number, entry in enumerate(section.items):
            yield f"sections.{at}.items.{number}", entry
