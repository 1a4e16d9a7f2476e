"""What a failed grading must not change, in real gradebooks of nbgrader."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, text

from autograder.errors import RecordsError
from autograder.gradebook import due_dates
from autograder.gradebook.ledger import Ledger
from tests.notebooks.empty_gradebook import COURSE_ID, empty_gradebook

# Of nbgrader's own ways with its database.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

ON_TIME, LATER = datetime(2026, 11, 20, 3), datetime(2026, 11, 25, 3)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A gradebook with two test cells and one that is graded by hand."""
    (tmp_path / "gradebook.db").write_bytes(empty_gradebook())
    where = f"sqlite:///{tmp_path}/gradebook.db"
    with due_dates.quiet(), Gradebook(where, COURSE_ID) as book:
        book.add_assignment("hw", duedate=ON_TIME)
        book.add_notebook("hw", "hw")
        for name, points, kind in (
            ("one", 3, "code"),
            ("two", 5, "code"),
            ("essay", 4, "markdown"),
        ):
            book.add_grade_cell(name, "hw", "hw", max_score=points, cell_type=kind)
        book.add_student("ada")
    return where


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger(url, "hw") as made:
        yield made


def grade(url: str, submitted_at: datetime, penalty: float | None = None, **grades: Any) -> None:
    """Do what an autograding does, and people after it."""
    with Gradebook(url, COURSE_ID) as book:
        book.update_or_create_submission("hw", "ada", timestamp=str(submitted_at))
        book.find_submission_notebook("hw", "hw", "ada").late_submission_penalty = penalty
        for name, values in grades.items():
            found = book.find_grade(name, "hw", "hw", "ada")
            for column, value in values.items():
                setattr(found, column, value)
        book.db.commit()


GRADED = {
    "one": {"auto_score": 3, "needs_manual_grade": False},
    "two": {"auto_score": 1, "manual_score": 4, "extra_credit": 0.5, "needs_manual_grade": False},
    "essay": {"needs_manual_grade": True},
}


def test_what_stands_is_what_nbgrader_counts(url: str, ledger: Ledger) -> None:
    assert ledger.standing("ada") == (None, 12.0, 0.0, False)
    grade(url, LATER, 2.0, **GRADED)
    assert ledger.standing("ada") == (7.5, 12.0, 2.0, True)
    with Gradebook(url, COURSE_ID) as book:
        found = book.find_submission("hw", "ada")
        assert (found.score, found.late_submission_penalty) == (7.5, 2.0)


def test_a_failed_grading_leaves_what_stood(url: str, ledger: Ledger) -> None:
    grade(url, ON_TIME, None, **GRADED)
    stood, before = ledger.standing("ada"), ledger.before("ada")
    half = {"one": {"auto_score": 0, "needs_manual_grade": True}}
    grade(url, LATER, 3.5, **half)
    assert ledger.standing("ada") != stood
    ledger.put_back("ada", before)
    assert ledger.standing("ada") == stood
    assert ledger.before("ada") == before


def test_what_people_gave_meanwhile_stays(url: str, ledger: Ledger) -> None:
    grade(url, ON_TIME, None, **GRADED)
    before = ledger.before("ada")
    meanwhile = {"manual_score": 2, "needs_manual_grade": False}
    grade(url, LATER, None, one={"auto_score": 0}, essay=meanwhile)
    ledger.put_back("ada", before)
    assert ledger.standing("ada") == (9.5, 12.0, 0.0, False)


def test_a_first_grading_that_fails_leaves_no_points(url: str, ledger: Ledger) -> None:
    before = ledger.before("ada")
    assert not before.is_graded
    grade(url, LATER, 1.0, one={"auto_score": 3, "needs_manual_grade": False})
    ledger.put_back("ada", before)
    assert ledger.standing("ada") == (None, 12.0, 0.0, True)
    assert not ledger.before("ada").is_graded


def test_a_grading_that_came_to_no_submission_is_nothing(ledger: Ledger) -> None:
    ledger.put_back("nobody", ledger.before("nobody"))
    assert ledger.standing("nobody").score is None


def test_a_gradebook_that_is_locked_is_named(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as holder:
        holder.execute(text("BEGIN EXCLUSIVE"))
        with pytest.raises(RecordsError) as caught:
            Ledger(f"{url}?timeout=0.1", "hw")
        assert "locked" in caught.value.values["problem"]
    engine.dispose()
