"""Attempts at graded quizzes in the records: whatever races or dies, a reply is kept once."""

import json
from datetime import timedelta

import pytest

from autograder.errors import UsageError
from autograder.quiz.attempt import Asked, Mark, Reply
from autograder.records import Store
from autograder.records.quizzes import Correction, answer, attempts, begin, correct, secret

PROCESSES = 6
QUESTIONS = 20

# Every process begins the same quiz for the same student and answers each question.
SIT = """
from autograder.quiz.attempt import Asked, Mark, Reply
from autograder.records.quizzes import answer, begin, secret

def decide(earlier, now):
    if earlier:
        return earlier[-1]
    return [Asked(section=0, topic="t", version=1, level=1, seed=n, max_points=1)
            for n in range({questions})]

with Store.open(url) as store:
    key = secret(store)
    attempt = begin(store, quiz="week", student="kim", decide=decide)
    mark = Mark(version=1, verdict="right", points=1)
    replies = [answer(store, attempt.id, n, Reply(reply=str(number), question="{{}}", mark=mark),
                      until=None) for n in range({questions})]
    print(json.dumps([key.hex(), attempt.id, replies.count("kept")]))
"""


def asked(*seeds):
    return [
        Asked(section=0, topic="conv_shape", version=1, level=1, seed=seed, max_points=2)
        for seed in seeds
    ]


def reply(text, verdict="wrong", **mark):
    points = 2.0 if verdict == "right" else 0.0
    return Reply(
        reply=text, question="{}", mark=Mark(version=1, verdict=verdict, points=points, **mark)
    )


@pytest.fixture
def attempt(store):
    return begin(store, quiz="week", student="kim", decide=lambda earlier, now: asked(5, 2**53 - 1))


def test_processes_of_one_student_share_one_attempt_and_answer_once(together, store):
    lines = together("import json\n" + SIT.format(questions=QUESTIONS), PROCESSES)
    told = [json.loads(line) for line in lines]
    assert len(told) == PROCESSES
    assert len({(key, attempt) for key, attempt, _ in told}) == 1
    assert sum(kept for *_, kept in told) == QUESTIONS
    (found,) = attempts(store, "week")
    assert found.points == QUESTIONS
    assert all(len(each.marks) == 1 for each in found.answers)


def test_what_was_asked_and_replied_comes_back(store, attempt, clock):
    clock.move(30)
    assert answer(store, attempt.id, 1, reply("3, 4", misconception="x"), until=None) == "kept"
    (found,) = attempts(store, "week", "kim")
    assert found.open_numbers == [0]
    assert [each.seed for each in found.answers] == [5, 2**53 - 1]
    second = found.answers[1]
    assert (second.reply, second.answered_at) == ("3, 4", clock.now)
    assert second.mark == Mark(version=1, verdict="wrong", points=0, misconception="x")
    assert (found.points, found.max_points) == (0, 4)
    assert attempts(store, "week", "lee") == attempts(store, "other") == []


def test_the_first_reply_counts(store, attempt):
    assert answer(store, attempt.id, 0, reply("1", "right"), until=None) == "kept"
    assert answer(store, attempt.id, 0, reply("2"), until=None) == "taken"
    (found,) = attempts(store, "week")
    assert (found.answers[0].reply, found.points, len(found.answers[0].marks)) == ("1", 2, 1)


def test_a_reply_after_the_end_is_not_kept(store, attempt, clock):
    until = clock.now + timedelta(seconds=10)
    clock.move(10)
    assert answer(store, attempt.id, 0, reply("1"), until=until) == "kept"
    clock.move(1)
    assert answer(store, attempt.id, 1, reply("1"), until=until) == "late"
    assert attempts(store, "week")[0].open_numbers == [1]


def test_what_decides_may_refuse_and_nothing_is_stored(store):
    def refuse(earlier, now):
        raise UsageError("quiz-closed", quiz="week", when="")

    with pytest.raises(UsageError):
        begin(store, quiz="week", student="kim", decide=refuse)
    with pytest.raises(UsageError, match="name"):
        begin(store, quiz="week", student="a\0b", decide=refuse)
    assert attempts(store, "week") == []


def test_marks_are_added_and_never_changed(store, attempt):
    answer(store, attempt.id, 0, reply("1"), until=None)
    right = Mark(version=2, verdict="right", points=2)
    assert correct(store, [Correction(attempt.id, 0, 1, right)]) == 1
    assert correct(store, [Correction(attempt.id, 0, 1, right)]) == 0  # somebody was first
    (found,) = attempts(store, "week")
    assert [each.version for each in found.answers[0].marks] == [1, 2]
    assert (found.answers[0].mark, found.points) == (right, 2)


def test_the_secret_is_made_once_and_stays(database_url):
    with Store.open(database_url) as one, Store.open(database_url) as other:
        assert secret(one) == secret(other)
        assert len(secret(one)) == 32
