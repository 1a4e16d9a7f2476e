"""Banks: questions that need no code. A YAML file is a topic, and each of its entries a question.

An entry may hold more options than are shown at once; what is drawn decides which, and their order.
"""

import string
from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from autograder import words
from autograder.course import Text
from autograder.model import Record
from autograder.quiz.drawing import LEVELS, Topic
from autograder.quiz.item import CHOICES, Item, Wrong, bilingual
from autograder.quiz.stream import Stream
from autograder.yamlfile import read_yaml

_ID_SIGNS = set(string.ascii_lowercase + string.digits + "-")
_MISSING = bilingual(
    "Something that is right is missing.", "고르지 않은 것 가운데 옳은 것이 있습니다."
)


def _id(name: str) -> str:
    if not name or not set(name) <= _ID_SIGNS:
        raise ValueError("entry-id")
    return name


def skills() -> tuple[str, ...]:
    """Return the fields that a topic may belong to."""
    keys = words.catalogue("quiz")
    return tuple(key.removeprefix("skill.") for key in keys if key.startswith("skill."))


class Option(Record):
    """Something to choose, with what there is to say about it."""

    text: Text = Field(description="what is chosen, by language")
    right: bool = Field(False, description="`true` where it is right")
    why: Text = Field(description="why it is right or wrong, by language, in whole sentences")
    misconception: str = Field("", description="id of the wrong idea behind it, where it has one")


class Entry(Record):
    """One question of a bank."""

    id: Annotated[str, AfterValidator(_id)] = Field(
        description="its own in this file: small letters, digits, hyphens; never changed"
    )
    level: int = Field(ge=1, le=3, description="1 easy, 2 as in an exam, 3 hard")
    kind: Literal["choice", "multi"] = Field(
        description="`choice`: one is chosen; `multi`: all that are right"
    )
    stem: Text = Field(description="the question, by language")
    options: tuple[Option, ...] = Field(
        description="one right and three wrong are shown; of a `multi` any four"
    )
    solution: Text | None = Field(
        None, description="the worked solution, by language; else the `why` of what is right"
    )

    @field_validator("options")
    @classmethod
    def _options_are_enough(
        cls, options: tuple[Option, ...], info: ValidationInfo
    ) -> tuple[Option, ...]:
        right = sum(option.right for option in options)
        wrong = 1 if info.data.get("kind") == "multi" else CHOICES - 1
        if right < 1 or len(options) - right < wrong or len(options) < CHOICES:
            raise ValueError("entry-options")
        for texts in zip(*((each.text.en, each.text.ko) for each in options), strict=True):
            if len({text.strip().casefold() for text in texts}) < len(options):
                raise ValueError("entry-texts")
        return options


class Bank(Record):
    """A file of questions."""

    title: Text = Field(description="of the topic, in a few words, by language")
    skill: str = Field(description="the field that it belongs to, see `grade quiz topics`")
    version: int = Field(
        ge=1, le=1_000_000, description="raised with every change of the questions"
    )
    entries: tuple[Entry, ...] = Field(min_length=1, description="the questions")

    @field_validator("skill")
    @classmethod
    def _skill_is_known(cls, skill: str) -> str:
        if skill not in skills():
            known = {"expected": ", ".join(skills())}
            raise PydanticCustomError("literal_error", "one of {expected}", known)
        return skill

    @field_validator("entries")
    @classmethod
    def _ids_differ(cls, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        if len({entry.id for entry in entries}) < len(entries):
            raise ValueError("entry-twice")
        return entries


def read_bank(path: Path) -> Bank:
    """Read a bank.

    Raises:
        CourseError: it can't be read, or a key is missing, unknown or wrong.
    """
    return read_yaml(path, Bank)


def bank_topic(path: Path) -> Topic:
    """Return the topic that a bank is; its name is the file's.

    Raises:
        CourseError: the file is wrong.
    """
    bank = read_bank(path)
    entries = {level: [entry for entry in bank.entries if entry.level == level] for level in LEVELS}
    return Topic(
        name=path.stem,
        title=bank.title,
        skill=bank.skill,
        version=bank.version,
        generate=lambda rng, level: asked(rng.choice(entries[level]), rng),
        levels=tuple(level for level in LEVELS if entries[level]),
    )


def asked(entry: Entry, rng: Stream) -> Item:
    """Return the item that asks an entry: which options, and in which order.

    `params` names the entry and, in the order shown, the options by their places in the file,
    counted from 0.
    """
    places = rng.shuffled(_drawn(entry, rng))
    options = dict(
        zip(string.ascii_lowercase, map(entry.options.__getitem__, places), strict=False)
    )
    right = tuple(name for name, option in options.items() if option.right)
    wrong = _wrong_sets(options, right) if entry.kind == "multi" else _wrong_options(options)
    return Item(
        kind=entry.kind,
        stem=entry.stem,
        params={"ask": "bank", "entry": entry.id, "options": places},
        key=right if entry.kind == "multi" else right[0],
        wrong=tuple(wrong),
        solution=_solution(entry, [options[name] for name in right]),
        options={name: option.text for name, option in options.items()},
    )


def _drawn(entry: Entry, rng: Stream) -> list[int]:
    """Choose the options that are shown: one is right for sure, and one is wrong."""
    places = range(len(entry.options))
    right = [place for place in places if entry.options[place].right]
    wrong = [place for place in places if not entry.options[place].right]
    if entry.kind == "choice":
        return [rng.choice(right), *rng.sample(wrong, CHOICES - 1)]
    certain = [rng.choice(right), rng.choice(wrong)]
    others = [place for place in places if place not in certain]
    return certain + rng.sample(others, CHOICES - 2)


def _wrong_options(options: dict[str, Option]) -> Iterator[Wrong]:
    for name, option in options.items():
        if not option.right:
            yield Wrong(option.misconception, name, option.why)


def _wrong_sets(options: dict[str, Option], right: Sequence[str]) -> Iterator[Wrong]:
    """Yield every other choice, explained by what it holds that is wrong, and whether it lacks."""
    sets = chain.from_iterable(combinations(options, size) for size in range(len(options) + 1))
    for chosen in sets:
        if chosen == right:
            continue
        wrong = [options[name] for name in chosen if not options[name].right]
        said = [option.why for option in wrong]
        if not set(right) <= set(chosen):
            said.append(_MISSING)
        known = [option.misconception for option in wrong if option.misconception]
        yield Wrong(known[0] if known else "", chosen, _joined(said, " "))


def _solution(entry: Entry, right: Sequence[Option]) -> Text:
    said = [entry.solution] if entry.solution else [option.why for option in right]
    key = _joined([option.text for option in right], "; ")
    return _joined([*said, bilingual(f"Right: {key.en}", f"정답: {key.ko}")], "\n")


def _joined(texts: Sequence[Text], between: str) -> Text:
    return bilingual(
        between.join(text.en for text in texts), between.join(text.ko for text in texts)
    )
