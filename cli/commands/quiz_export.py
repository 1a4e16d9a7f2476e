"""`grade quiz export`: items in the formats of other programs, on stdout or in a file."""

import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from autograder import words
from autograder.errors import UsageError
from autograder.model import Language
from autograder.quiz.drawing import Topic
from autograder.quiz.export import FORMATS, Format, Papers, Sheet
from autograder.quiz.export.figures import drawn
from autograder.quiz.export.sheet import carried
from autograder.quiz.topics import chosen, topics
from cli import outlet, terminal
from cli.command import Command, Option
from cli.quiz_begin import level_option, named_or_drawn, seed_option
from cli.session import Session


@dataclasses.dataclass(frozen=True)
class _Wanted:
    """What the command line says."""

    form: str
    topic: Sequence[str]
    level: int
    count: int | None
    variants: int
    seed: int | None
    both: bool
    with_key: bool
    title: str | None
    output: Path | None


@click.command("quiz.export", cls=Command)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True, cls=Option)
@click.option("--topic", multiple=True, metavar="TOPIC", cls=Option)
@level_option(default=1)
@click.option("--count", type=click.IntRange(1, 1_000_000), metavar="N", cls=Option)
@click.option("--variants", type=click.IntRange(1, 10_000), default=1, metavar="N", cls=Option)
@seed_option
@click.option("--both", is_flag=True, cls=Option)
@click.option("--with-key", is_flag=True, cls=Option)
@click.option("--title", metavar="TEXT", cls=Option)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", cls=Option)
@click.pass_obj
def export_command(session: Session, /, **options: Any) -> None:
    """Draw the items and write them."""
    wanted = _Wanted(**options)
    found = FORMATS[wanted.form]
    if found.is_binary and wanted.output is None and terminal.is_screen():
        raise UsageError("export-needs-output", format=wanted.form)
    sheet = _sheet(wanted, session)
    if wanted.output is None:
        outlet.to_stdout(found.writer()(sheet))
    else:
        _to_files(found, sheet, wanted.output, session)


def _sheet(wanted: _Wanted, session: Session) -> Sheet:
    """Return what is exported, and say what can't be seen from it."""
    asked = chosen(wanted.topic, topics(session.find_course()))
    there = _of_level(asked, wanted.level, session)
    seed = named_or_drawn(wanted.seed)
    if wanted.seed is None:
        terminal.note(session.say("quiz.export.seed", seed=seed))
    title = " ".join(carried(wanted.title or "").split())
    other: Language = "en" if session.language == "ko" else "ko"
    return Sheet(
        papers=Papers(there, wanted.level, seed, wanted.count or len(there), wanted.variants),
        languages=(session.language, other) if wanted.both else (session.language,),
        title=title or words.say("quiz", "export.title", session.language),
        with_key=wanted.with_key,
        titles={topic.name: topic.title for topic in there},
        drawn=drawn,
    )


def _of_level(asked: list[Topic], level: int, session: Session) -> list[Topic]:
    """Return the topics that have items of a level; the others are named."""
    there = [topic for topic in asked if level in topic.levels]
    if not there:
        raise UsageError("quiz-not-enough", topic=asked[0].name, level=level)
    left_out = ", ".join(topic.name for topic in asked if topic not in there)
    if left_out:
        terminal.note(session.say("quiz.export.left-out", level=level, topics=left_out))
    return there


def _to_files(found: Format, sheet: Sheet, path: Path, session: Session) -> None:
    """Write a file, and the key into one of its own where the format has it apart."""
    if not (found.has_key_apart and sheet.with_key):
        files = {path: found.writer()(sheet)}
    else:
        if not path.name or (os.path.exists(path) and not os.path.isfile(path)):
            raise UsageError("cannot-write", path=path, problem="not a file")  # no key beside it
        beside = path.with_name(f"{path.stem}-key{path.suffix}")
        without = dataclasses.replace(sheet, with_key=False)
        files = {path: found.writer()(without), beside: found.writer("key")(sheet)}
    for target, chunks in files.items():
        outlet.to_file(target, chunks)
        terminal.note(terminal.safe(session.say("quiz.export.done", path=target)))
