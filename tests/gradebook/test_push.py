"""`grade nbgrader push`: the points that count stand in nbgrader's gradebook, and once."""

import json
import sqlite3
from datetime import timedelta

import pytest
from nbgrader.api import MissingEntry

from tests.gradebook.conftest import CONFIG, DUE, SLUG

LATE = """
from nbgrader.plugins import LateSubmissionPlugin

class TwoAnHour(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 2 * total_seconds_late / 3600

c.AssignLatePenalties.plugin_class = TwoAnHour
"""


def told(ran) -> dict:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def grades(book, student):
    book.db.rollback()
    found = book.find_submission(SLUG, student)
    return {grade.name: grade.auto_score for each in found.notebooks for grade in each.grades}


def test_the_attempt_that_counts_is_written_by_task_and_once(call, records, book, sizing):
    records.hand_in("alice", 1)
    records.hand_in("alice", 1, 2)
    records.hand_in("alice", 2)
    points = {task.id: task.points for task in sizing.tasks}
    ran = call("push")
    assert ran.code == 0, ran.err
    assert f"task-1 – → {points[1]:g}" in ran.out
    assert "written into the gradebook: 1; as before: 0" in ran.out
    assert grades(book, "alice") == {
        "task-1": points[1], "task-2": points[2], "task-3": 0.0, "task-4": 0.0
    }  # fmt: skip
    found = book.find_submission(SLUG, "alice")
    assert found.score == points[1] + points[2]
    assert found.needs_manual_grade is False
    assert found.timestamp == (DUE - timedelta(hours=2)).replace(tzinfo=None)
    assert "written into the gradebook: 0; as before: 1" in call("push", SLUG).out


def test_what_a_person_gave_is_never_touched(call, records, give, book):
    grade = give("alice", 0.0, 0.0, 0.0, 0.0)
    grade(1).manual_score, grade(2).extra_credit = 4.5, 1.5
    comment = book.find_submission_notebook(SLUG, SLUG, "alice")
    comment.flagged = True
    book.db.commit()
    records.hand_in("alice", 1, 2)
    document = told(call("push", "--json"))
    changes = {each["name"] for each in document["changed"][0]["changes"]}
    assert changes == {"task-1", "task-2", "submitted_at"}
    book.db.rollback()
    assert grade(1).manual_score == 4.5
    assert grade(1).needs_manual_grade is True
    assert grade(2).extra_credit == 1.5
    assert grade(2).manual_score is None
    assert grade(2).needs_manual_grade is False
    assert told(call("push", "--json"))["changed"] == []


def test_a_late_attempt_is_penalised_as_the_course_of_nbgrader_has_it(
    call, records, book, give, nb, sizing
):
    (nb / "nbgrader_config.py").write_text(CONFIG + LATE)
    book.update_or_create_student("carol")
    give("bob")
    book.grant_extension(SLUG, "bob", hours=3)
    records.now = DUE + timedelta(hours=1)
    records.hand_in("alice", 1, 2, 3, 4)
    records.hand_in("bob", 1)
    records.now = DUE + timedelta(hours=900)
    records.hand_in("carol", 1)
    assert "late penalty – → 2" in call("push", "--dry-run").out
    call("push")
    assert call("push", "--json").code == 0
    assert told(call("push", "--json"))["unchanged"] == 3
    book.db.rollback()
    late = {
        each.student.id: each.late_submission_penalty for each in book.assignment_submissions(SLUG)
    }
    assert late == {"alice": 2.0, "bob": 0.0, "carol": sizing.tasks[0].points}
    assert book.find_submission(SLUG, "bob").extension == timedelta(hours=3)


def test_a_dry_run_writes_nothing(call, records, nb):
    records.hand_in("alice", 1)
    before = (nb / "gradebook.db").read_bytes()
    ran = call("push", "--dry-run", "--add-students")
    assert "nothing was written" in ran.out
    assert "task-1 – →" in ran.out
    assert (nb / "gradebook.db").read_bytes() == before


def test_students_of_one_side_are_named_and_made_only_when_told(call, records, give, book):
    records.hand_in("carol", 1)
    records.hand_in("../../dave", 1)
    give("bob", 1.0)
    ran = call("push")
    assert "2 with points here whom the gradebook does not have (--add-students)" in ran.err
    assert "1 with a score in the gradebook and no points here, left alone: bob" in ran.err
    with pytest.raises(MissingEntry):
        book.find_student("carol")
    ran = call("push", "--add-students")
    assert ran.code == 0
    assert "left out, the name can't be used on the other side: ../../dave" in ran.err
    book.db.rollback()
    assert book.find_student("carol").id == "carol"
    with pytest.raises(MissingEntry):
        book.find_student("../../dave")
    assert grades(book, "bob")["task-1"] == 1.0


@pytest.mark.parametrize("more", [1, -1])
def test_a_grading_of_other_points_is_left_out(call, records, sizing, more):
    # Full points of then would be part of today's, or more than there are.
    records.hand_in("alice", 1, worth=sizing.tasks[0].points + more)
    assert "graded when a task had other points" in call("push").err


def test_points_that_do_not_add_up_to_the_last_bit_are_written(call, records, book, sizing):
    full = sizing.tasks[0].points
    assert sum([full / 10] * 10) != full
    records.hand_in("alice", 1, parts=10)
    assert told(call("push", "--json"))["refused"] == []
    assert grades(book, "alice")["task-1"] == pytest.approx(full)


@pytest.mark.parametrize("name", ["a*", "b?", "[c]", "../d"])
def test_a_name_that_nbgrader_takes_for_a_pattern_is_left_out(call, records, name):
    records.hand_in(name, 1)
    refused = told(call("push", "--add-students", "--json"))["refused"]
    assert [(each["student"], each["reason"]) for each in refused] == [(name, "bad-name")]


def test_scores_that_do_not_fit_are_left_out(call, records, give, book, sizing):
    give("bob", 1.0)
    book.db.delete(book.find_grade("task-2", SLUG, SLUG, "bob"))
    book.db.commit()
    records.hand_in("bob", 1)
    assert "the submission in the gradebook lacks a cell" in call("push").err
    assert grades(book, "bob")["task-1"] == 1.0
    book.remove_submission_notebook(SLUG, SLUG, "bob")
    assert told(call("push", "--json"))["refused"] == [
        {"assignment": SLUG, "student": "bob", "reason": "no-grades"}
    ]


def test_an_assignment_that_is_not_as_ours_is_refused_before_anything_is_written(
    call, records, book, sizing
):
    records.hand_in("alice", 1)
    book.update_or_create_grade_cell("task-4", SLUG, SLUG, max_score=99.0)
    ran = call("push")
    assert ran.code == 2
    assert "`task-4` of `sizing` is worth 99 points in the gradebook" in ran.err
    with pytest.raises(MissingEntry):
        book.find_submission(SLUG, "alice")
    book.db.delete(book.find_grade_cell("task-4", SLUG, SLUG))
    book.db.commit()
    assert "has no graded cell `task-4`" in call("push", SLUG).err
    book.remove_notebook(SLUG, SLUG)
    assert "`nbgrader generate_assignment sizing` enters it" in call("push", SLUG).err
    ran = call("push")
    assert ran.code == 2
    assert "a notebook of none of the course's assignments" in ran.err


def test_unknown_names(call):
    assert "did you mean" in call("push", "sizin").err
    ran = call("push", "conv2d")
    assert ran.code == 2
    assert "the gradebook knows no assignment `conv2d`" in ran.err


def test_a_gradebook_that_somebody_writes_into_is_told_and_the_next_push_goes_on(
    call, records, nb, book
):
    records.hand_in("alice", 1)
    config = nb / "nbgrader_config.py"
    config.write_text(CONFIG + "c.CourseDirectory.db_url = 'sqlite:///gradebook.db?timeout=0.1'\n")
    holder = sqlite3.connect(nb / "gradebook.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    ran = call("push")
    assert call("push", "--dry-run").code == 0
    holder.close()
    assert ran.code == 2
    assert "database is locked" in ran.err
    assert "Traceback" not in ran.err
    assert "run the same command again" in ran.err
    assert call("push").code == 0
    assert grades(book, "alice")["task-1"] > 0


def test_korean(call, records, monkeypatch):
    monkeypatch.setenv("GRADE_LANG", "ko")
    records.hand_in("alice", 1)
    ran = call("push", "--dry-run")
    assert "성적부에 쓸 점수 1개" in ran.out
    assert "성적부에만" not in ran.err
