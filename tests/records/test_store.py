"""What goes into the records comes out again, on any database."""

import re
import secrets
from datetime import UTC, timedelta

import pytest

from autograder.errors import RecordsError, UsageError
from autograder.model import Check, CheckResult, Finding, Outcome
from autograder.records import State, Store, rows

KOREAN = {"en": "The filter moves by the stride.", "ko": "필터는 보폭만큼 움직인다."}


def test_a_submission_comes_back_byte_for_byte(store, hand_in, clock):
    files = {"conv2d.py": "# 합성곱\r\n".encode("cp949"), "extra.py": bytes(range(256))}
    added = hand_in(files=files, note="late, with leave")

    found = store.get(added.id)

    assert found == added
    assert found.files == files
    assert (found.student, found.assignment, found.attempt) == ("alice", "conv2d", 1)
    assert found.submitted_at == clock.now
    assert found.submitted_at.utcoffset() == timedelta(0)
    assert (found.state, found.note) == (State.QUEUED, "late, with leave")


def test_a_submission_is_there_for_the_next_process(database_url):
    with Store.open(database_url) as first:
        added = first.add(
            assignment="conv2d", student="alice", files={"conv2d.py": b"x"}, sha256="0" * 64
        )
    with Store.open(database_url) as second:
        assert second.get(added.id) == added
        assert added.submitted_at.tzinfo is UTC


def test_attempts_are_counted_by_student_and_assignment(hand_in):
    assert [hand_in().attempt for _ in range(3)] == [1, 2, 3]
    assert hand_in(assignment="max_pool").attempt == 1
    assert hand_in(student="bob").attempt == 1
    assert hand_in().attempt == 4


def test_ids_are_long_random_and_safe_in_a_url(hand_in):
    ids = {hand_in().id for _ in range(20)}
    assert len(ids) == 20
    assert all(re.fullmatch(r"[0-9a-f]{32}", id_) for id_ in ids)


def test_an_id_that_is_taken_is_drawn_again(hand_in, monkeypatch):
    taken = hand_in().id
    draws = iter([taken, secrets.token_hex(16)])
    monkeypatch.setattr(rows.secrets, "token_hex", lambda _bytes: next(draws))
    second = hand_in()
    assert second.id != taken
    assert second.attempt == 2


def test_a_conflict_without_end_is_our_failure(store, hand_in, monkeypatch):
    taken = hand_in().id
    monkeypatch.setattr(rows.secrets, "token_hex", lambda _bytes: taken)
    with pytest.raises(RecordsError):
        hand_in(student="bob")
    assert [attempt.student for attempt in store.attempts()] == ["alice"]


def test_the_first_characters_of_an_id_are_enough(store, hand_in, monkeypatch):
    ids = iter(["abcd0" + "0" * 27, "abcdf" + "f" * 27, "1234a" + "5" * 27])
    monkeypatch.setattr(rows.secrets, "token_hex", lambda _bytes: next(ids))
    first, last, other = hand_in(), hand_in(), hand_in()

    assert store.get("abcd0") == first
    assert store.get("abcdf") == last
    assert store.get(" 1234A ") == other
    assert store.get(other.id) == other


@pytest.mark.parametrize(
    "id_", ["abcd", "abc", "", "ffff", "....", "%%%%", "____", "alice", "a" * 33, "\0\0\0\0"]
)
def test_an_id_that_fits_none_or_several_is_refused(store, hand_in, monkeypatch, id_):
    ids = iter(["abcd0" + "0" * 27, "abcdf" + "f" * 27])
    monkeypatch.setattr(rows.secrets, "token_hex", lambda _bytes: next(ids))
    hand_in(), hand_in()
    with pytest.raises(UsageError) as caught:
        store.get(id_)
    assert caught.value.key == "no-such-attempt"
    assert caught.value.values == {"id": id_}


def test_attempts_are_listed_oldest_first(store, hand_in, grading, clock):
    first = hand_in()
    second = hand_in(student="bob", assignment="max_pool")
    third = hand_in()
    store.record(third.id, grading())
    store.lease(second.id, seconds=60, owner="me")

    found = store.attempts()

    assert [attempt.id for attempt in found] == [first.id, second.id, third.id]
    assert [attempt.attempt for attempt in found] == [1, 1, 2]
    assert [attempt.state for attempt in found] == ["queued", "grading", "graded"]
    assert [attempt.status for attempt in found] == [None, None, "graded"]
    assert [attempt.points for attempt in found] == [None, None, 0.0]
    assert found[2].submitted_at == clock.now
    assert store.attempts(student="alice") == [found[0], found[2]]
    assert store.attempts(assignment="max_pool") == [found[1]]
    assert store.attempts(student="bob", assignment="conv2d") == []


def test_a_grading_comes_back_as_it_was(store, hand_in, grading):
    id_ = hand_in().id
    check = Check(id="stride", task=2, points=2, titles=KOREAN)
    printed = "nul \0, null byte \\u0000, 한글, 🎓"
    results = (
        CheckResult(check=check, outcome=Outcome.PASSED, seconds=0.5),
        CheckResult(
            check=check,
            outcome=Outcome.FAILED,
            seconds=0.1,
            finding=Finding(reason="wrong-shape", values={"n": 0.1}, printed=printed),
        ),
    )
    given = grading(checks=results)

    assert store.grading(id_) is None
    assert store.record(id_, given) == given
    assert store.grading(id_) == given
    assert store.get(id_).state is State.GRADED
    assert store.attempts()[0].points == 2.0


@pytest.mark.parametrize(("status", "points"), [("rejected", 0.0), ("failed", None)])
def test_a_grading_may_be_a_refusal_or_our_failure(store, hand_in, grading, status, points):
    id_ = hand_in().id
    store.record(id_, grading(status=status))
    attempt = store.attempts()[0]
    assert (attempt.state, attempt.status, attempt.points) == ("graded", status, points)


def test_the_first_grading_counts(store, hand_in, grading):
    id_ = hand_in().id
    first = store.record(id_, grading(seed=1))
    assert store.record(id_, grading(seed=2)) == first
    assert store.grading(id_) == first
    assert len(store.attempts()) == 1


def test_a_grading_needs_its_submission(store, grading):
    with pytest.raises(UsageError) as caught:
        store.record("0" * 32, grading())
    assert caught.value.key == "no-such-attempt"
    assert store.grading("0" * 32) is None
