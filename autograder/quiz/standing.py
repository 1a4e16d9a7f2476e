"""What a log says about somebody's answers: results, tables, and the level to go on with."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from autograder.quiz.history import Line, Outcome
from autograder.quiz.practice import Round, rounds

_UP, _DOWN = 3, 2  # right at once in a row for the next level; wrong in a row for the one before


@dataclass(frozen=True)
class Result:
    """How one question ended.

    Attributes:
        topic, skill, level: what it asked.
        at: when it ended.
        outcome: right at the first or second try, or wrong.
        misconceptions: the wrong ideas behind its wrong replies, where they are known.
    """

    topic: str
    skill: str
    level: int
    at: datetime
    outcome: Outcome
    misconceptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tally:
    """Results, counted.

    Attributes:
        asked: questions that ended.
        first, second, wrong: how they did.
        misconceptions: how often each wrong idea was met, the commonest first.
    """

    asked: int
    first: int
    second: int
    wrong: int
    misconceptions: Mapping[str, int]


def results(lines: Iterable[Line]) -> list[Result]:
    """Return how every question of a log ended, in the order of time."""
    found = [result for each in rounds(lines) for result in results_of(each)]
    return sorted(found, key=lambda result: result.at)


def results_of(held: Round) -> list[Result]:
    """Return how the questions of a round ended; those that were skipped count for nothing."""
    found = []
    for number in range(len(held.started.questions)):
        last = held.closing(number)
        if last is None or last.outcome in (None, "skipped"):
            continue
        given = held.replies[number]
        ideas = (reply.misconception for reply in given[: given.index(last) + 1])
        found.append(
            Result(
                topic=last.topic,
                skill=last.skill,
                level=last.level,
                at=last.at,
                outcome=last.outcome,
                misconceptions=tuple(idea for idea in ideas if idea),
            )
        )
    return found


def tally(found: Iterable[Result]) -> Tally:
    """Count results."""
    found = list(found)
    outcomes = Counter(each.outcome for each in found)
    ideas = Counter(idea for each in found for idea in each.misconceptions)
    return Tally(
        asked=len(found),
        first=outcomes["first"],
        second=outcomes["second"],
        wrong=outcomes["wrong"],
        misconceptions=dict(ideas.most_common()),
    )


def by_topic(found: Iterable[Result]) -> dict[str, Tally]:
    """Count the results of each topic, those first that were met first."""
    return {name: tally(these) for name, these in grouped(found).items()}


def grouped(found: Iterable[Result]) -> dict[str, list[Result]]:
    """Return results by topic, each topic's in their order."""
    by_name: dict[str, list[Result]] = {}
    for each in found:
        by_name.setdefault(each.topic, []).append(each)
    return by_name


def ready_level(found: Iterable[Result], levels: Sequence[int]) -> int:
    """Return the level that somebody is ready for.

    Three questions in a row right at once lead to the next level, two in a row wrong to the one
    before.

    Args:
        found: results of one topic, in the order of time.
        levels: that the topic has, the easiest first.
    """
    place = streak = 0
    for each in found:
        if each.level != levels[place]:
            continue
        if each.outcome == "first":
            streak = max(streak, 0) + 1
        else:
            streak = min(streak, 0) - 1 if each.outcome == "wrong" else 0
        if streak >= _UP and place + 1 < len(levels):
            place, streak = place + 1, 0
        elif streak <= -_DOWN and place > 0:
            place, streak = place - 1, 0
    return levels[place]
