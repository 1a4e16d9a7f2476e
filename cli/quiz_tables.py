"""Tables of answers: by topic, by skill, by wrong idea."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import RenderableType

from autograder import words
from autograder.model import Language
from autograder.quiz.drawing import Topic
from autograder.quiz.ideas import ideas
from autograder.quiz.standing import Result, Tally, by_topic
from cli.page import Page
from cli.tables import table

if TYPE_CHECKING:
    from autograder.quiz.mastery import Mastery, Skill

_COUNTS = ("asked", "first", "second", "wrong")
_MOST = 10  # wrong ideas that are listed


def topics(found: Sequence[Result], known: Mapping[str, Topic], page: Page) -> RenderableType:
    """Render how the questions of each topic ended; a narrow page does without titles."""
    rows = [
        [name, *_title(name, known, page), *_counted(counted, _COUNTS)]
        for name, counted in by_topic(found).items()
    ]
    headers = _headers(page, "topic", *_titled(page), *_COUNTS)
    return table(headers, rows, numbers=range(len(headers) - len(_COUNTS), len(headers)))


def mistakes(found: Iterable[Result], page: Page) -> RenderableType:
    """Render the wrong ideas that were met, each with its topic, the commonest first."""
    met = Counter((idea, each.topic) for each in found for idea in each.misconceptions)
    rows = [
        [topic, idea_of(idea, page.language), str(times)]
        for (idea, topic), times in met.most_common(_MOST)
    ]
    return table(_headers(page, "topic", "mistake", "times"), rows, numbers=[2])


def standing(
    found: Sequence[Result], known: Mapping[str, Topic], mastered: "Mapping[str, Mastery]",
    page: Page, now: datetime,
) -> RenderableType:  # fmt: skip
    """Render every topic that was asked: its counts, how well it is mastered, when it is due.

    A narrow page does without titles, and what became of questions that were not right at once.
    """
    counts = _COUNTS[:2] if page.is_narrow else _COUNTS
    rows = [
        [
            name,
            *_title(name, known, page),
            *_counted(counted, counts),
            percent(mastered[name].share),
            due(mastered[name], page, now),
        ]
        for name, counted in by_topic(found).items()
    ]
    headers = _headers(page, "topic", *_titled(page), *counts, "mastery", "next")
    return table(headers, rows, numbers=range(len(headers) - len(counts) - 2, len(headers) - 1))


def skills(found: "Iterable[Skill]", page: Page) -> RenderableType:
    """Render how well each skill is mastered."""
    rows = [
        [
            each.name,
            skill_title(each.name, page.language),
            f"{each.met} / {each.topics}",
            str(each.due),
            percent(each.share),
        ]
        for each in found
    ]
    headers = _headers(page, "skill", "title", "met", "due", "mastery")
    return table(headers, rows, numbers=[2, 3, 4])


def due(mastery: "Mastery", page: Page, now: datetime) -> str:
    """Write the day on which a topic comes back, in the course's time zone."""
    return page.say("quiz.due") if mastery.is_due(now) else page.when(mastery.due)[:10]


def idea_of(misconception: str, language: Language) -> str:
    """Return a wrong idea in words; its id where this version does not know it."""
    known = ideas().get(misconception)
    return known.idea.in_(language) if known else misconception


def skill_title(skill: str, language: Language) -> str:
    """Return the name of a skill; its id where there is none."""
    key = f"skill.{skill}"
    return words.say("quiz", key, language) if key in words.catalogue("quiz") else skill


def percent(share: float) -> str:
    """Write a share of 1."""
    return f"{share:.0%}"


def _titled(page: Page) -> list[str]:
    return [] if page.is_narrow else ["title"]


def _title(name: str, known: Mapping[str, Topic], page: Page) -> list[str]:
    title = known[name].title.in_(page.language) if name in known else ""
    return [title for _ in _titled(page)]


def _counted(counted: Tally, names: Sequence[str]) -> list[str]:
    return [str(getattr(counted, name)) for name in names]


def _headers(page: Page, *names: str) -> list[str]:
    return [page.say(f"quiz.column.{name}") for name in names]
