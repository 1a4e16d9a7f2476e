"""`grade course check` reads every graded quiz and looks for what it asks."""

import dataclasses

import pytest

from autograder.course import load
from autograder.course_check.graded_quizzes import graded_quiz_faults
from autograder.quiz import topics as registry
from autograder.quiz.stream import Stream

QUIZ = """\
title: {en: Week, ko: 주간}
sections:
  - title: {en: One, ko: 하나}
    items:
      - {topic: conv_shape, level: 1, points: 1, count: 2}
"""


def quiz_faults(tiny):
    course = load(tiny.root)
    return [*graded_quiz_faults(course, registry.topics(course))]


@pytest.mark.parametrize(
    ("old", "new", "place", "key"),
    [
        ("conv_shape", "conv_shpae", "sections.0.items.0.topic", "quiz-topic"),
        ("ko: 주간", "ko: Week", "title.ko", "text-not-ko"),
        ("en: One", "en: 하나", "sections.0.title.en", "text-not-en"),
        ("points: 1", "points: 0", "sections.0.items.0.points", "yaml-bad-value"),
        ("points: 1", "point: 1", "sections.0.items.0.points", "yaml-missing-key"),
        ("title: {en: Week", "[", "", "yaml-unreadable"),
    ],
)
def test_a_fault_is_named(tiny, old, new, place, key):
    assert quiz_faults(tiny) == []
    tiny.write("assignments/quizzes/week.yaml", QUIZ)
    assert quiz_faults(tiny) == []
    path = tiny.write("assignments/quizzes/week.yaml", QUIZ.replace(old, new, 1))
    (fault,) = quiz_faults(tiny)
    assert (fault.place, fault.key) == (place, key)
    assert fault.file.endswith(path.name)
    for language in ("en", "ko"):
        assert fault.say(language).message


def test_a_level_and_a_number_of_questions_that_a_topic_lacks(tiny, monkeypatch):
    topic = registry.topics()["conv_shape"]

    def same(rng, level):
        return topic.generate(Stream("always the same"), level)

    one = dataclasses.replace(topic, levels=(1,), generate=same)
    monkeypatch.setitem(registry._ours, "conv_shape", one)
    tiny.write("assignments/quizzes/week.yaml", QUIZ)
    (fault,) = quiz_faults(tiny)
    assert fault.key == "quiz-too-few"
    assert "asks 2 different questions" in fault.say("en").message
    tiny.write("assignments/quizzes/week.yaml", QUIZ.replace("level: 1", "level: 3"))
    (fault,) = quiz_faults(tiny)
    assert (fault.key, fault.place, fault.value) == ("quiz-level", "sections.0.items.0.level", "3")


def test_it_is_a_part_of_the_whole_check(tiny, on_paper):
    tiny.write("assignments/quizzes/week.yaml", QUIZ.replace("conv_shape", "nothing"))
    assert [fault.key for fault in tiny.faults()] == ["quiz-topic"]
