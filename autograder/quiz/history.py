"""What somebody answered so far: one log, to which lines are added and never changed.

Everything else follows from it: where a round stands, what is due, every table. A line is a JSON
document, `Started` or `Replied`; one that is torn or of a later version is left out.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from autograder.errors import UsageError
from autograder.places import data_folder

Kind = Literal["practice", "review"]
# first, second: right at that try; skipped: counts for nothing.
Outcome = Literal["first", "second", "wrong", "skipped"]
Said = Literal["right", "wrong", "unreadable", "choices", "solution", "skipped", "stop"]
# No clock says less or more, and a day can be added to it in any time zone.
_OLDEST, _NEWEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


class _Line(BaseModel):
    """What every line says: what it is, and when it was written."""

    model_config = ConfigDict(frozen=True, extra="ignore")  # a later version may say more

    v: Literal[1] = 1
    at: AwareDatetime = Field(default_factory=lambda: datetime.now(UTC), gt=_OLDEST, lt=_NEWEST)
    round: str = Field(min_length=1, max_length=40)


class Question(BaseModel):
    """What an item is drawn from."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    topic: str
    level: int
    seed: int


class Started(_Line):
    """A round was begun.

    Attributes:
        request: what was asked for, as it was typed; the same again continues the round.
        questions: all that it will ask.
    """

    event: Literal["started"] = "started"
    kind: Kind
    request: tuple[str, ...] = ()
    questions: tuple[Question, ...]


class Replied(_Line):
    """A reply to a question of a round, or a question that was left.

    Attributes:
        number: of the question in its round, from 0.
        item: id of the item; another version of its generator gives another.
        said: what followed.
        misconception: the wrong idea behind a wrong reply, where it is known.
        outcome: how the question ended, if it did.
    """

    event: Literal["replied"] = "replied"
    number: int = Field(ge=0)
    item: str
    topic: str
    skill: str
    level: int
    reply: str
    said: Said
    misconception: str | None = None
    outcome: Outcome | None = None


Line = Started | Replied
_LINE: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="event")])


@dataclass(frozen=True)
class Log:
    """The log of one person.

    Attributes:
        path: of the file, which need not exist yet.
    """

    path: Path

    @classmethod
    def of_account(cls) -> "Log":
        """Return the log of whoever runs this: in `GRADE_HOME`, or where the system keeps data."""
        return cls(data_folder() / "quiz.jsonl")

    def read(self) -> list[Line]:
        """Return every line that can be read, in the order in which they were written.

        Raises:
            UsageError: the file can't be read at all.
        """
        try:
            if not self.path.exists():
                return []
            if not self.path.is_file():  # a pipe would be waited for
                raise UsageError("quiz-log", path=self.path, problem="not a file")
            return list(_lines(self.path.read_bytes().split(b"\n")))
        except OSError as err:
            raise UsageError("quiz-log", path=self.path, problem=err.strerror or err) from err

    def add(self, line: Line) -> None:
        """Add a line, in one piece: others may write at the same time.

        Raises:
            UsageError: it can't be kept.
        """
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.path.exists() and not self.path.is_file():
                raise UsageError("quiz-log", path=self.path, problem="not a file")
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            handle = os.open(self.path, flags, 0o600)
            try:
                text = line.model_dump_json(exclude_none=True).encode() + b"\n"
                text = (b"\n" if _is_torn(handle) else b"") + text
                written = os.write(handle, text)
            finally:
                os.close(handle)
        except OSError as err:
            raise UsageError("quiz-log", path=self.path, problem=err.strerror or err) from err
        if written != len(text):
            raise UsageError("quiz-log", path=self.path, problem="the disk is full")


def _lines(raw: Iterable[bytes]) -> Iterable[Line]:
    for each in raw:
        if each:
            try:
                yield _LINE.validate_json(each)
            except ValidationError:
                continue


def _is_torn(handle: int) -> bool:
    """Say whether the last line lacks its end, as after a loss of power."""
    if os.lseek(handle, 0, os.SEEK_END) == 0:
        return False
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1) != b"\n"
