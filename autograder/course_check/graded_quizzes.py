"""The graded quizzes of a course: their files, their words, and whether there is enough to ask."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.course import Course, Text
from autograder.course_check.faults import Fault, found, from_error
from autograder.course_check.words import speaks, wrong_language
from autograder.errors import CourseError
from autograder.model import Language
from autograder.quiz.drawing import Topic
from autograder.quiz.graded import chance, entries, paper
from autograder.quiz.quizfile import Quiz, quiz_paths, read_quiz

_LANGUAGES: tuple[Language, ...] = ("en", "ko")


def graded_quiz_faults(course: Course, known: Mapping[str, Topic]) -> Iterator[Fault]:
    """Hold that every quiz can be read and sat; no fault ends the search.

    Args:
        course: whose quizzes.
        known: the topics that it can ask about.
    """
    for path in quiz_paths(course):
        try:
            quiz = read_quiz(path, course)
        except CourseError as err:
            yield from_error(err, path)
        else:
            yield from _text_faults(quiz, path)
            yield from _paper_faults(quiz, known, path)


def _text_faults(quiz: Quiz, path: Path) -> Iterator[Fault]:
    texts: list[tuple[str, Text]] = [("title", quiz.title)]
    texts += [(f"sections.{at}.title", each.title) for at, each in enumerate(quiz.sections)]
    for place, text in texts:
        for language in _LANGUAGES:
            if not speaks(text.in_(language), language):
                yield wrong_language(path, f"{place}.{language}", text.in_(language), language)


def _paper_faults(quiz: Quiz, known: Mapping[str, Topic], path: Path) -> Iterator[Fault]:
    """Look for every topic and level; where all are there, make a paper."""
    is_askable = True
    for place, entry in entries(quiz):
        topic = known.get(entry.topic)
        if topic is None:
            yield found(path, f"{place}.topic", entry.topic, "quiz-topic")
        elif entry.level not in topic.levels:
            levels = ", ".join(map(str, topic.levels))
            where = f"{place}.level"
            yield found(path, where, entry.level, "quiz-level", topic=topic.name, levels=levels)
        else:
            continue
        is_askable = False
    if is_askable:
        try:
            paper(quiz, known, chance(b"check", student="", quiz=quiz.name, attempt=1))
        except CourseError as err:
            yield from_error(err, path)
