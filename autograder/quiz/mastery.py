"""What somebody still knows of each topic, and when it is time to ask again.

The card is the topic, not the question: every review has fresh numbers. When a topic is due, and
how much of it is forgotten by now, is what FSRS estimates from the results so far.

Source: Ye et al., "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
Scheduling", KDD 2022; the library `fsrs` (FSRS-6, its default weights).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler

from autograder.quiz.drawing import Topic
from autograder.quiz.standing import Result, grouped

_RATINGS = {"first": Rating.Good, "second": Rating.Hard, "wrong": Rating.Again}
_WORTH = {"first": 1.0, "second": 0.5, "wrong": 0.0}
_LAST = 5  # results that say how well a topic is known
_LEAST = 3  # results without which it can't be known well
_MAX_DAYS = 365
# No steps of minutes: a topic that was missed may be practised at once, and is due on the next day.
# No chance: the same log gives the same days.
_SCHEDULER = Scheduler(
    learning_steps=(), relearning_steps=(), maximum_interval=_MAX_DAYS, enable_fuzzing=False
)


@dataclass(frozen=True)
class Mastery:
    """How well one topic is known.

    Attributes:
        known: how well the last questions were answered, 0 to 1.
        recall: the chance that it is still remembered, 0 to 1.
        due: when it should be asked again.
    """

    known: float
    recall: float
    due: datetime

    @property
    def share(self) -> float:
        """What is known less what is forgotten, 0 to 1."""
        return self.known * self.recall

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to ask again."""
        return self.due <= now


@dataclass(frozen=True)
class Skill:
    """How well a field is known.

    Attributes:
        name: of the skill.
        topics: that it has.
        met: of these, how many were ever asked.
        due: of these, how many it is time to ask again.
        share: the mean over all of its topics, 0 to 1; one that was never asked is not known.
    """

    name: str
    topics: int
    met: int
    due: int
    share: float


def mastery(results: Iterable[Result], now: datetime) -> Mapping[str, Mastery]:
    """Return how well each topic is known that was ever asked.

    Args:
        results: in the order of time.
        now: a time zone's; results of the future, of a clock that was wrong, count as of now.
    """
    now = now.astimezone(UTC)
    return {topic: _of(these, now) for topic, these in grouped(results).items()}


def skills(known: Iterable[Topic], mastered: Mapping[str, Mastery], now: datetime) -> list[Skill]:
    """Return how well each skill is known, in the order of the topics.

    Args:
        known: topics.
        mastered: how well each is known that was asked.
        now: a time zone's.
    """
    grouped: dict[str, list[str]] = {}
    for topic in known:
        grouped.setdefault(topic.skill, []).append(topic.name)
    return [_skill(skill, names, mastered, now) for skill, names in grouped.items()]


def _skill(skill: str, names: list[str], mastered: Mapping[str, Mastery], now: datetime) -> Skill:
    met = [mastered[name] for name in names if name in mastered]
    return Skill(
        name=skill,
        topics=len(names),
        met=len(met),
        due=sum(each.is_due(now) for each in met),
        share=sum(each.share for each in met) / len(names),
    )


def _of(results: list[Result], now: datetime) -> Mastery:
    card = Card(card_id=1, due=now)
    for each in results:
        moment = min(each.at.astimezone(UTC), now)
        card, _ = _SCHEDULER.review_card(card, _RATINGS[each.outcome], moment)
    last = results[-_LAST:]
    known = sum(_WORTH[each.outcome] for each in last) / max(len(last), _LEAST)
    recall = float(_SCHEDULER.get_card_retrievability(card, now))
    return Mastery(known=known, recall=recall, due=card.due)
