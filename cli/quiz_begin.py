"""What practice and review share: who asks, which questions, and what continues."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from autograder.errors import UsageError
from autograder.quiz.drawing import Topic
from autograder.quiz.history import Kind, Line, Log
from autograder.quiz.practice import Round, begun, plan, rounds, unfinished
from autograder.quiz.standing import Result, ready_level, results
from autograder.quiz.topics import topics
from cli import terminal
from cli.command import Option
from cli.quiz_json import Lines
from cli.quiz_round import Face, hold
from cli.session import Session

if TYPE_CHECKING:
    from autograder.course import Course
    from cli.page import Page

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
COUNT = 10  # questions of a round where no number is named
_SEEDS = 1_000_000  # short enough to be typed in again

count_option = click.option("--count", type=click.IntRange(1, 200), metavar="N", cls=Option)
seed_option = click.option("--seed", type=click.IntRange(0, 2**53), metavar="N", cls=Option)
new_option = click.option("--new", "is_new", is_flag=True, cls=Option)


@dataclass(frozen=True)
class Desk:
    """What a quiz command works with.

    Attributes:
        session: of the command.
        log: of whoever runs it.
        now: when it began.
    """

    session: Session
    log: Log = field(default_factory=Log.of_account)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @cached_property
    def course(self) -> "Course":
        """The course that is practised."""
        return self.session.find_course()

    @cached_property
    def known(self) -> Mapping[str, Topic]:
        """Every topic by name."""
        return topics(self.course)

    @cached_property
    def lines(self) -> list[Line]:
        """What the log said at the beginning."""
        return self.log.read()

    @cached_property
    def results(self) -> list[Result]:
        """How every question so far ended."""
        return results(self.lines)

    def page(self) -> "Page":
        """Return what the reader's screen is."""
        from cli.page import Page  # noqa: PLC0415 - --json does without Rich

        return Page.of(self.course, self.session.language)

    def unfinished(self, kind: Kind, request: Sequence[str]) -> Round | None:
        """Return the round that is continued, if there is one."""
        return unfinished(rounds(self.lines), kind, request)

    def level(self, topic: Topic) -> int:
        """Return the level of a topic that its results so far lead to."""
        past = (each for each in self.results if each.topic == topic.name)
        return ready_level(past, topic.levels)

    def begin(
        self, kind: Kind, request: Sequence[str], wanted: Sequence[tuple[Topic, int]],
        *, count: int, seed: int | None,
    ) -> Round:  # fmt: skip
        """Begin a round; say which topics have too little to ask.

        Raises:
            UsageError: there is nothing to ask, or the log can't be written.
        """
        planned = plan(wanted, count, named_or_drawn(seed))
        for topic, level in wanted:
            if topic.name in planned.exhausted:
                asked = planned.exhausted[topic.name]
                self.note("quiz.exhausted", topic=topic.name, level=level, count=asked)
        if not planned.questions:
            topic, level = wanted[0]
            raise UsageError("quiz-not-enough", topic=topic.name, level=level)
        started = begun(kind, request, planned.questions)
        self.log.add(started)
        return Round(started)

    def hold(self, held: Round, *, is_continued: bool, as_json: bool) -> None:
        """Ask what is left of a round."""
        face = self._face(as_json=as_json)
        face.opening(held, is_continued=is_continued)
        hold(held, face, self.log, self.known)

    def note(self, key: str, **values: object) -> None:
        """Say something on the side."""
        terminal.note(f"{self.session.say('note')} {self.session.say(key, **values)}")

    def _face(self, *, as_json: bool) -> Face:
        if as_json:
            return Lines(self.session)
        from cli.quiz_talk import Talk  # noqa: PLC0415 - --json does without Rich

        return Talk(self.session, self.page(), self.known)


def level_option(default: int | None = None) -> Decorator:
    """Return the option that names a level, such as 1, or whatever fits by default."""
    levels = click.IntRange(1, 3)
    return click.option("--level", type=levels, default=default, metavar="1|2|3", cls=Option)


def named_or_drawn(seed: int | None) -> int:
    """Return the seed that was named, or one that nobody knows."""
    return secrets.randbelow(_SEEDS) if seed is None else seed


def request(names: Iterable[str], **options: int | None) -> tuple[str, ...]:
    """Return what was asked for, as it is kept: the same again continues a round."""
    given = (f"--{name}={value}" for name, value in options.items() if value is not None)
    return (*names, *given)
