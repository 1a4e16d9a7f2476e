"""What is exported: papers of items, in one language or in both."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import NamedTuple

from autograder import words
from autograder.course import Text
from autograder.model import Language
from autograder.quiz.drawing import Topic, draw
from autograder.quiz.figure import Figure
from autograder.quiz.item import Item, bilingual

# What XML or UTF-8 can't carry, what steers a terminal that shows the file, and what turns the
# direction of writing: a course's own bank may hold it.
_NO_CHARACTER = re.compile(
    "[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_BETWEEN = " / "  # the languages of a text that is one line


class Drawn(NamedTuple):
    """A figure in one language: as a standalone SVG file, in characters, and in words."""

    svg: str
    lines: list[str]
    description: str


@dataclass(frozen=True)
class Sheet:
    """Items to be exported.

    Attributes:
        papers: variants of a set of items, the same number in each; none of them may be held
            whole in memory, so they are gone through once, from the first to the last.
        languages: those of every text; two put both into each.
        title: of the whole, in a few words on one line that files can carry.
        with_key: whether what is right is told where the format does not need it for marking.
        titles: of the topics, by name.
        drawn: makes a picture of a figure; without it there are none.
    """

    papers: Iterable[Iterable[Item]]
    languages: tuple[Language, ...]
    title: str
    with_key: bool = False
    titles: "dict[str, Text] | None" = None
    drawn: Callable[[Figure, Language], Drawn] | None = None

    def items(self) -> Iterator[Item]:
        """Yield every item of every paper."""
        for paper in self.papers:
            yield from paper

    def variants(self) -> list[list[Item]]:
        """Return the variants of each item of a paper: what one of them is drawn from."""
        return [list(group) for group in zip(*self.papers, strict=True)]

    def topic_title(self, item: Item) -> str:
        """Name an item's topic in a few words, on one line."""
        title = (self.titles or {}).get(item.topic)
        return self.plain(title) if title else item.topic

    def name(self, item: Item) -> str:
        """Name an item on one line, each another."""
        return f"{self.topic_title(item)} ({item.id})"

    def plain(self, text: Text) -> str:
        """Write a text on one line, in both languages where there are two."""
        told = dict.fromkeys(said(text, language) for language in self.languages)
        return " ".join(_BETWEEN.join(told).split())

    def say(self, key: str, **values: object) -> Text:
        """Return a text of `words/quiz.yaml` in both languages."""
        return bilingual(
            words.say("quiz", f"export.{key}", "en", **values),
            words.say("quiz", f"export.{key}", "ko", **values),
        )

    def pictures(self, item: Item) -> list[Drawn]:
        """Draw an item's figure, once if it looks alike in all languages, with the words of all."""
        if item.figure is None or self.drawn is None:
            return []
        figures = [self.drawn(item.figure, language) for language in self.languages]
        if len({tuple(each.lines) for each in figures}) > 1:
            return figures
        words_of_all = "\n".join(dict.fromkeys(each.description for each in figures))
        return [figures[0]._replace(description=words_of_all)]


@dataclass(frozen=True)
class Papers:
    """Papers that are drawn while they are gone through, and the same each time.

    Attributes:
        topics: what a paper asks about, in turns.
        level: of every item.
        seed: of the first; the seeds of a topic follow each other.
        count: items of a paper.
        variants: how many papers.
    """

    topics: Sequence[Topic]
    level: int
    seed: int
    count: int
    variants: int = 1

    def __iter__(self) -> Iterator[Iterator[Item]]:
        """Yield the papers."""
        for variant in range(self.variants):
            yield self._paper(variant)

    def _paper(self, variant: int) -> Iterator[Item]:
        turns = -(-self.count // len(self.topics))
        for number in range(self.count):
            turn, topic = divmod(number, len(self.topics))
            yield draw(self.topics[topic], self.level, self.seed + variant * turns + turn)


def said(text: Text, language: Language) -> str:
    """Return a text in one language, without characters that files can't carry."""
    return carried(text.in_(language).replace("\r\n", "\n"))


def carried(text: str) -> str:
    """Return a text without what files can't carry."""
    return _NO_CHARACTER.sub("\ufffd", text)


def letters(count: int) -> Iterator[str]:
    """Yield names of variants: A to Z, then AA, AB, and so on."""
    for number in range(count):
        name, rest = "", number
        while rest >= 0:
            rest, place = divmod(rest, len(ascii_uppercase))
            name, rest = ascii_uppercase[place] + name, rest - 1
        yield name
