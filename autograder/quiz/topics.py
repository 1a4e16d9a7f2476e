"""All that can be asked about: our generators, and a course's own generators and banks."""

import difflib
import importlib
from collections.abc import Mapping, Sequence

from autograder.course import Course
from autograder.errors import UsageError
from autograder.quiz.drawing import Topic, topic_of
from autograder.quiz.generators import TOPICS
from autograder.quiz.own import own_files, own_topic

_ours: dict[str, Topic] = {}


def topics(course: Course | None = None) -> Mapping[str, Topic]:
    """Return every topic by name, in the order in which a course meets them.

    Args:
        course: whose own generators and banks come after ours.

    Raises:
        CourseError: a bank or a generator of the course is wrong.
    """
    for name in TOPICS:
        if name not in _ours:
            module = importlib.import_module(f"autograder.quiz.generators.{name}")
            _ours[name] = topic_of(name, module)
    found = dict(_ours)
    for path in own_files(course) if course else []:
        found[path.stem] = own_topic(path, found)
    return found


def chosen(names: Sequence[str], known: Mapping[str, Topic]) -> list[Topic]:
    """Return the topics that are named, or those of a skill that is; all where none is.

    Raises:
        UsageError: one is neither.
    """
    found: dict[str, Topic] = {}
    for name in names:
        these = [each for each in known.values() if name in (each.name, each.skill)]
        if not these:
            raise _unknown(name, known)
        found |= {each.name: each for each in these}
    return list(found.values()) if names else list(known.values())


def _unknown(name: str, known: Mapping[str, Topic]) -> UsageError:
    skills = {each.skill for each in known.values()}
    near = difflib.get_close_matches(name.lower(), [*known, *skills], n=1, cutoff=0.5)
    if near:
        return UsageError("no-such-topic-near", topic=name, near=near[0])
    return UsageError("no-such-topic", topic=name)
