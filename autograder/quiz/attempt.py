"""An attempt at a graded quiz as plain data: what was asked, what was replied, how it was marked.

The records keep it, and whoever asks, marks or reports reads it.
"""

from datetime import datetime
from typing import Literal

from autograder.model import Record


class Asked(Record):
    """A question of an attempt, before it is answered.

    Attributes:
        section: of the quiz, from 0.
        topic, version, level, seed: what its item is drawn from.
        max_points: what it can earn.
    """

    section: int
    topic: str
    version: int
    level: int
    seed: int
    max_points: float


class Mark(Record):
    """How a reply was marked.

    Attributes:
        version: of the generator that marked it.
        misconception: the wrong idea behind a wrong reply, where it is known.
    """

    version: int
    verdict: Literal["right", "wrong"]
    points: float
    misconception: str | None = None


class Reply(Record):
    """A reply as it is recorded, with its first mark.

    Attributes:
        reply: as it was typed.
        question: what was asked, for programs: see `graded.question`.
    """

    reply: str
    question: str
    mark: Mark


class Answer(Asked):
    """A question of an attempt, and what became of it.

    Attributes:
        number: from 0.
        reply: None while there is none; so are `question` and `answered_at`.
        marks: the first one, and one for each time that it was marked anew; the last one counts.
    """

    number: int
    reply: str | None = None
    question: str | None = None
    answered_at: datetime | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def mark(self) -> Mark | None:
        """The mark that counts; None while there is no reply."""
        return self.marks[-1] if self.marks else None

    @property
    def points(self) -> float:
        """What it earned so far."""
        return self.mark.points if self.mark else 0.0


class QuizAttempt(Record):
    """One attempt of a student at a graded quiz.

    Attributes:
        id: of the attempt in the records.
        number: 1, 2, … of this student and quiz.
        started_at: when it was begun, in UTC.
    """

    id: int
    quiz: str
    student: str
    number: int
    started_at: datetime
    answers: tuple[Answer, ...]

    @property
    def open_numbers(self) -> list[int]:
        """The questions that have no reply yet."""
        return [each.number for each in self.answers if each.reply is None]

    @property
    def points(self) -> float:
        """What it earned so far."""
        return sum(each.points for each in self.answers)

    @property
    def max_points(self) -> float:
        """What it can earn."""
        return sum(each.max_points for each in self.answers)
