"""Graded quizzes: their file, a student's own paper, the rules of time, and marking again."""

import dataclasses
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.course import load
from autograder.errors import CourseError, UsageError
from autograder.quiz.drawing import draw
from autograder.quiz.graded import chance, paper, redrawn
from autograder.quiz.item import shown
from autograder.quiz.quizfile import find_quiz, quiz_paths, read_quiz
from autograder.quiz.remarking import remark
from autograder.quiz.sitting import is_told, sit, state
from autograder.quiz.topics import topics
from autograder.records import Store
from autograder.records.quizzes import attempts, secret

ROOT = Path(__file__).parents[2]
QUIZ = """\
title: {en: Week, ko: 주간}
opens: 2026-11-22T09:00
closes: 2026-11-22T18:00
attempts: 2
minutes: 30
feedback: after_close
sections:
  - title: {en: One, ko: 하나}
    items:
      - {topic: conv_shape, level: 1, points: 1.5, count: 3}
      - {topic: conv_shape, level: 2, points: 2}
"""


class Clock:
    now = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)  # 10:00 in Seoul

    def __call__(self):
        return self.now

    def move(self, minutes):
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "assignments"
    (folder / "quizzes").mkdir(parents=True)
    (folder / "course.yaml").write_bytes((ROOT / "assignments/course.yaml").read_bytes())
    return load(folder)


@pytest.fixture
def written(course):
    def write(text=QUIZ, name="week"):
        path = course.folder / "quizzes" / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return read_quiz(path, course)

    return write


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(clock):
    with Store.open("sqlite://", clock=clock) as opened:
        yield opened


@pytest.mark.parametrize(
    ("old", "new", "place", "key"),
    [
        ("title: {en: Week, ko: 주간}\n", "", "the top", "title"),
        ("opens: 2026-11-22T09:00", "opens: 2026-11-22", "opens", "opens"),
        ("opens: 2026-11-22T09:00", "opens: 20261122", "opens", "opens"),
        ("opens: 2026-11-22T09:00", "opens: soon", "opens", "opens"),
        ("opens: 2026-11-22T09:00", "opens: '24:99'", "opens", "opens"),
        ("opens: 2026-11-22T09:00", "opens: 0001-01-01T00:00:00Z", "opens", "opens"),
        ("closes: 2026-11-22T18:00", "closes: 9999-12-31T23:59:00Z", "closes", "closes"),
        ("closes: 2026-11-22T18:00", "closes: 2026-11-22T09:00", "closes", "closes"),
        ("closes: 2026-11-22T18:00\n", "", "feedback", "feedback"),
        ("after_close", "never", "feedback", "feedback"),
        ("attempts: 2", "attempts: 0", "attempts", "attempts"),
        ("minutes: 30", "minutes: .nan", "minutes", "minutes"),
        ("points: 1.5", "points: 0", "sections.0.items.0.points", "points"),
        ("points: 1.5", "points: .inf", "sections.0.items.0.points", "points"),
        ("count: 3", "count: many", "sections.0.items.0.count", "count"),
        ("level: 1", "level: 4", "sections.0.items.0.level", "level"),
        ("level: 2", "levle: 2", "sections.0.items.1", "level"),
        ("points: 1.5", "points: 1.5, timezone: UTC", "sections.0.items.0", "timezone"),
        ("attempts: 2", "name: other", "the top", "name"),
    ],
)
def test_an_error_names_file_key_and_place(written, old, new, place, key):
    assert old in QUIZ
    with pytest.raises(CourseError) as caught:
        written(QUIZ.replace(old, new, 1))
    values = caught.value.values
    assert values["file"].endswith("week.yaml")
    assert (values["where"], values["key"]) == (place, key)
    str(caught.value)


def test_times_are_in_the_courses_zone(written):
    quiz = written()
    assert quiz.opens == datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
    assert quiz.written(quiz.closes) == "2026-11-22 18:00 KST"
    assert quiz.max_points == 6.5
    other = written(QUIZ.replace("T18:00", "T18:00:00Z"))
    assert other.written(other.closes) == "2026-11-23 03:00 KST"


def test_a_quiz_is_found_by_its_name_alone(course, written):
    written()
    assert find_quiz(course, "week").name == "week"
    for name, key in [
        ("weak", "no-such-quiz-near"), ("../course", "no-such-quiz"), ("", "no-such-quiz"),
    ]:  # fmt: skip
        with pytest.raises(CourseError) as caught:
            find_quiz(course, name)
        assert caught.value.key == key
    with pytest.raises(CourseError) as caught:
        written(name="Week 1")
    assert caught.value.key == "quiz-name"


def test_the_quizzes_that_are_shipped_can_be_sat():
    course = load(ROOT)
    assert quiz_paths(course)
    for path in quiz_paths(course):
        quiz = read_quiz(path, course)
        assert paper(quiz, topics(course), lambda number, one_try: 100 * number + one_try)


def test_a_seed_is_an_hmac_of_student_quiz_attempt_and_question():
    seed = chance(b"secret", student="김", quiz="week", attempt=1)
    message = json.dumps(["김", "week", 1, 3, 0]).encode()
    digest = hmac.new(b"secret", message, hashlib.sha256).digest()
    assert seed(3, 0) == int.from_bytes(digest[:8], "big") >> 11 < 2**53
    others = [
        chance(b"Secret", student="김", quiz="week", attempt=1),
        chance(b"secret", student="이", quiz="week", attempt=1),
        chance(b"secret", student="김", quiz="weeks", attempt=1),
        chance(b"secret", student="김", quiz="week", attempt=2),
    ]
    assert len({seed(3, 0), *(other(3, 0) for other in others)}) == 5


def test_no_question_of_a_paper_comes_twice(written):
    quiz, known = written(), topics()
    twice = paper(quiz, known, lambda number, one_try: one_try)  # every question starts alike
    assert len({(each.level, each.seed) for each in twice}) == 4
    assert [each.max_points for each in twice] == [1.5, 1.5, 1.5, 2]


def test_a_topic_with_too_little_to_ask_says_so(written):
    topic = topics()["conv_shape"]
    same = dataclasses.replace(
        topic, generate=lambda rng, level: dataclasses.replace(draw(topic, level, 1), choices=())
    )
    with pytest.raises(CourseError, match="asks 3 different questions") as caught:
        paper(written(), {"conv_shape": same}, lambda number, one_try: one_try)
    assert caught.value.values["found"] == 1


def answers(sitting, numbers, text=None):
    """Answer questions, rightly where no text is given; return what became of each."""
    for number in numbers:
        item = sitting.item(number)
        yield sitting.reply(number, item, text or shown(item.key, item)).said


def test_an_attempt_goes_on_and_the_next_one_has_other_questions(written, store, clock):
    quiz, known = written(), topics()
    first = sit(quiz, known, store, "kim")
    assert list(answers(first, [0, 2])) == ["kept", "kept"]
    clock.move(29)
    again = sit(quiz, known, store, "kim")
    assert again.is_continued
    assert again.attempt.open_numbers == [1, 3]
    assert list(answers(again, [1, 3])) == ["kept", "kept"]
    second = sit(quiz, known, store, "kim")
    assert (second.attempt.number, second.is_continued) == (2, False)
    assert {each.seed for each in second.attempt.answers}.isdisjoint(
        each.seed for each in first.attempt.answers
    )
    seeds = chance(secret(store), student="kim", quiz="week", attempt=2)
    assert [each.seed for each in second.attempt.answers] == [
        each.seed for each in paper(quiz, known, seeds)
    ]


def test_minutes_end_an_attempt_and_the_close_ends_all(written, store, clock):
    quiz, known = written(), topics()
    first = sit(quiz, known, store, "kim")
    clock.move(31)
    assert list(answers(first, [0])) == ["late"]
    assert state(attempts(store, "week")[0], quiz, clock.now) == "over"
    clock.move(60 * 7 + 20)  # 17:51
    second = sit(quiz, known, store, "kim")
    assert quiz.written(second.until) == "2026-11-22 18:00 KST"
    clock.move(8)
    assert list(answers(second, [0])) == ["kept"]
    assert not is_told(quiz, clock.now)
    clock.move(2)
    assert list(answers(second, [1])) == ["late"]
    assert is_told(quiz, clock.now)
    assert attempts(store, "week")[1].points == 1.5


@pytest.mark.parametrize(("minutes", "key"), [(-61, "quiz-not-open"), (481, "quiz-closed")])
def test_out_of_its_time_it_refuses(written, store, clock, minutes, key):
    clock.move(minutes)
    with pytest.raises(UsageError) as caught:
        sit(written(), topics(), store, "kim")
    assert caught.value.key == key
    assert attempts(store, "week") == []


def test_attempts_are_used_up(written, store):
    quiz, known = written(), topics()
    for _ in range(2):
        list(answers(sit(quiz, known, store, "kim"), range(4), "1 1 1"))
    with pytest.raises(UsageError) as caught:
        sit(quiz, known, store, "kim")
    assert caught.value.key == "quiz-no-attempts-left"
    assert sit(quiz, known, store, "lee").attempt.number == 1


@pytest.mark.parametrize("typed", ["", "seven", "5 x 5", "x" * 10_000, "\0", "\ud800", "1e2", "?"])
def test_what_cant_be_read_is_not_an_answer(written, store, typed):
    sitting = sit(written(), topics(), store, "kim")
    assert list(answers(sitting, [0], typed or " ")) == ["unreadable"]
    assert len(attempts(store, "week")[0].open_numbers) == 4


def corrected(change, version=2):
    """The topics after somebody changed the generator."""
    topic = topics()["conv_shape"]

    def generate(rng, level):
        return change(topic.generate(rng, level))

    return {"conv_shape": dataclasses.replace(topic, version=version, generate=generate)}


def second_is_right(item):
    """Make the first wrong value the key, as if the generator had been wrong about it."""
    first, *others = item.wrong
    return dataclasses.replace(item, key=first.value, wrong=tuple(others))


def test_marking_again_after_a_correction(written, store):
    quiz, known = written(), topics()
    sitting = sit(quiz, known, store, "kim")
    items = [sitting.item(number) for number in range(4)]
    list(answers(sitting, [0]))  # right, and will be wrong
    list(answers(sitting, [1], shown(items[1].wrong[0].value, items[1])))  # the other way round
    list(answers(sitting, [2], "1 1 1"))  # wrong before and after
    found = list(remark(attempts(store, "week"), corrected(second_is_right)))
    assert [each.outcome for each in found] == ["changed", "changed", "same"]
    assert [(each.old.points, each.new.points) for each in found[:2]] == [(1.5, 0), (0, 1.5)]
    assert found[1].old.misconception == items[1].wrong[0].misconception
    assert found[1].new.version == 2
    unchanged = remark(attempts(store, "week"), corrected(lambda item: item))
    assert {each.outcome for each in unchanged} == {"same"}


def test_a_question_that_is_another_one_now_keeps_its_mark(written, store):
    list(answers(sit(written(), topics(), store, "kim"), [0]))

    def reworded(item):
        return dataclasses.replace(item, stem=item.solution)

    def renumbered(item):
        return dataclasses.replace(item, params={**item.params, "ask": "something else"})

    def outcome(known):
        (found,) = remark(attempts(store, "week"), known)
        assert found.new.points == 1.5
        return found.outcome

    assert outcome(corrected(reworded)) == "same"
    assert outcome(corrected(renumbered)) == "another"
    assert outcome({}) == "gone"


def test_an_unfinished_attempt_goes_on_with_the_same_numbers_after_a_correction(written, store):
    attempt = sit(written(), topics(), store, "kim").attempt
    before = [redrawn(each, topics()) for each in attempt.answers]
    after = [redrawn(each, corrected(second_is_right)) for each in attempt.answers]
    assert [each.params for each in before] == [each.params for each in after]
    assert [each.wrong[0].value for each in before] == [each.key for each in after]
