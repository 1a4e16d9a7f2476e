"""Scores of nbgrader's gradebook in the records, on every database."""

import pytest
from sqlalchemy import create_engine, text

from autograder.errors import RecordsError, UsageError
from autograder.records.gradebook import (
    BookScore,
    CellScore,
    NotebookScore,
    keep,
    known_students,
    scores,
)


def a_score(student="alice", auto=1.0, assignment="conv2d", **cell):
    made = CellScore(cell="task-1", max_points=10.0, auto=auto, **cell)
    notebook = NotebookScore(notebook="conv2d", late_penalty=0.25, cells=(made,))
    return BookScore(assignment=assignment, student=student, notebooks=(notebook,))


def test_what_is_kept_is_read_back(store, clock):
    score = a_score(manual=2.5, extra_credit=1 / 3, needs_manual_grade=True)
    score = score.model_copy(update={"submitted_at": clock.now})
    keep(store, [score, a_score("bob", None, "sizing")])
    assert scores(store, "conv2d") == [score]
    assert scores(store, "sizing")[0].figures()["auto_points"] is None
    assert scores(store, "max_pool") == []
    assert known_students(store) == {"alice", "bob"}


def test_a_later_score_takes_the_place_of_an_earlier_one(store):
    keep(store, [a_score(auto=1.0), a_score("bob")])
    keep(store, [a_score(auto=2.0)])
    keep(store, [])
    assert [each.figures()["auto_points"] for each in scores(store, "conv2d")] == [2.0, 1.0]


def test_attempts_stay_as_they_are(store, hand_in):
    hand_in("alice")
    keep(store, [a_score()])
    assert len(store.attempts(student="alice")) == 1
    assert store.attempts(student="alice")[0].points is None


def test_all_of_it_or_nothing(store):
    with pytest.raises(UsageError):
        keep(store, [a_score(), a_score("\n")])
    assert scores(store, "conv2d") == []


def test_a_penalty_takes_at_most_everything():
    assert a_score(auto=0.1).figures()["points"] == 0.0
    assert a_score(auto=1.0).figures()["points"] == 0.75


def test_a_form_that_is_not_known_is_told(store, database_url):
    keep(store, [a_score()])
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE gradebook_scores SET notebooks = '[1]'"))
    engine.dispose()
    with pytest.raises(RecordsError):
        scores(store, "conv2d")
