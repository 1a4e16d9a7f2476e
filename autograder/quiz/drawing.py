"""Draw an item: the same topic, version, level and seed give the same item for ever."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType

from autograder.course import Text
from autograder.errors import UsageError
from autograder.quiz.item import CHOICES, Item, Redraw, Value
from autograder.quiz.stream import Stream

LEVELS = (1, 2, 3)
_DRAWS = 1000

Generate = Callable[[Stream, int], Item]


@dataclass(frozen=True)
class Topic:
    """Something to ask about.

    Attributes:
        name: `conv_shape`; the name of its generator's module or of its bank's file.
        title: in a few words.
        skill: the field that it belongs to, a key of `words/quiz.yaml`.
        version: raised with every change that changes an item.
        generate: makes an item; raises `Redraw` where the numbers make a poor one.
        levels: those that it has items of.
    """

    name: str
    title: Text
    skill: str
    version: int
    generate: Generate
    levels: tuple[int, ...] = LEVELS


def topic_of(name: str, module: ModuleType) -> Topic:
    """Return the topic that a generator's module describes."""
    return Topic(
        name=name,
        title=module.TITLE,
        skill=module.SKILL,
        version=module.VERSION,
        generate=module.generate,
        levels=getattr(module, "LEVELS", LEVELS),
    )


def draw(topic: Topic, level: int, seed: int) -> Item:
    """Draw an item.

    Args:
        topic: what it is about.
        level: 1 easy, 2 as in an exam, 3 hard.
        seed: any whole number.

    Raises:
        UsageError: the topic has nothing of this level, or never finds numbers that do.
    """
    if level not in topic.levels:
        raise UsageError("quiz-not-enough", topic=topic.name, level=level)
    for attempt in range(_DRAWS):
        stream = Stream(topic.name, topic.version, level, seed, attempt)
        try:
            item = topic.generate(stream, level)
        except Redraw:
            continue
        return dataclasses.replace(
            item,
            choices=_choices(item, stream),
            topic=topic.name,
            version=topic.version,
            level=level,
            seed=seed,
        )
    raise UsageError("quiz-never-draws", topic=topic.name, level=level)


def drawn_again(
    known: Mapping[str, Topic], name: str, level: int, seed: int, *, version: int | None = None
) -> Item | None:
    """Draw an item from what was kept of it; None where its topic or level is no more.

    Args:
        known: topics by name.
        name: of its topic.
        level: that it was drawn at.
        seed: that it was drawn from.
        version: the generator's when it was drawn, which is a part of what its numbers come from;
            by default the one of now.
    """
    topic = known.get(name)
    if topic is None:
        return None
    if version is not None:
        topic = dataclasses.replace(topic, version=version)
    try:
        return draw(topic, level, seed)
    except UsageError:
        return None


def _choices(item: Item, stream: Stream) -> tuple[Value, ...]:
    """Return the key among a few wrong values, those first that the item is about."""
    if item.options:
        return tuple(item.options)
    needed = [each.value for each in item.wrong if each.is_needed]
    others = [each.value for each in item.wrong if not each.is_needed]
    wrong = (stream.shuffled(needed) + stream.shuffled(others))[: CHOICES - 1]
    return tuple(stream.shuffled([item.key, *wrong]))
