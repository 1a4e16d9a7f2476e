"""`grade nbgrader pull`: what stands in nbgrader's gradebook comes into the records, once."""

import json
import shutil
import sqlite3
import sys
from pathlib import Path
from unicodedata import normalize

import pytest
from sqlalchemy import text

from autograder.records.gradebook import scores
from tests.gradebook.conftest import SLUG


def told(ran) -> dict:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_scores_of_every_kind_come_over(call, give, book, records, sizing):
    records.store.add(assignment=SLUG, student="bob", files={}, sha256="0" * 64)
    points = [task.points for task in sizing.tasks]
    grade = give("alice", *points, late=3.0, hours=2)
    grade(1).manual_score, grade(2).extra_credit = 1.0, 2.5
    grade(1).needs_manual_grade = True
    book.db.commit()
    give("bob", *[0.0] * len(points))

    ran = call("pull", "--add-students")
    assert ran.code == 0
    assert "brought over: 2; as before: 0" in ran.out
    assert "manual – → 1" in ran.out
    assert "to be graded by hand – → yes" in ran.out

    kept = {score.student: score for score in scores(records.store, SLUG)}
    alice = kept["alice"].figures()
    total = sum(points)
    assert alice["auto_points"] == total
    assert alice["manual_points"] == 1.0
    assert alice["extra_credit"] == 2.5
    assert alice["late_penalty"] == 3.0
    assert alice["points"] == total - points[0] + 1.0 + 2.5 - 3.0
    assert alice["max_points"] == sizing.max_points
    assert alice["needs_manual_grade"] is True
    assert alice["submitted_at"].isoformat() == "2026-12-24T15:59:00+00:00"
    assert kept["bob"].figures()["points"] == 0.0
    assert records.store.attempts(student="alice") == []


def test_a_second_pull_has_nothing_to_do_and_a_third_brings_what_changed(call, give, book, records):
    grade = give("alice", 1.0)
    first = told(call("pull", "--add-students", "--json"))
    assert [each["student"] for each in first["changed"]] == ["alice"]
    second = told(call("pull", "--json"))
    assert second["changed"] == []
    assert second["unchanged"] == 1
    assert second["scores"][0]["points"] == 1.0
    assert second["scores"][0]["notebooks"][0]["cells"][0]["auto"] == 1.0
    grade(1).manual_score = 2.0
    book.db.commit()
    third = told(call("pull", SLUG, "--json"))
    changes = {
        each["name"]: (each["before"], each["after"]) for each in third["changed"][0]["changes"]
    }
    assert changes == {"points": (1.0, 2.0), "manual_points": (None, 2.0)}


def test_points_that_move_between_cells_are_noticed(call, give):
    give("alice", 1.0, 0.0)
    call("pull", "--add-students")
    give("alice", 0.0, 1.0)
    assert "the same points in other cells" in call("pull").out
    assert "as before: 1" in call("pull").out


def test_a_dry_run_writes_nothing(call, give, records, nb):
    give("alice", 1.0)
    before = (nb / "gradebook.db").read_bytes()
    ran = call("pull", "--add-students", "--dry-run")
    assert "points – → 1" in ran.out
    assert "would be brought over: 1; as before: 0; nothing was written" in ran.out
    assert scores(records.store, SLUG) == []
    assert (nb / "gradebook.db").read_bytes() == before


def test_students_of_one_side_are_named_and_not_made(call, give, records):
    records.store.add(assignment=SLUG, student="carol", files={}, sha256="0" * 64)
    give("alice", 1.0)
    ran = call("pull")
    assert "1 in the gradebook whom the records do not have (--add-students): alice" in ran.err
    assert "1 with attempts here and nothing in the gradebook: carol" in ran.err
    document = told(call("pull", "--json"))
    assert document["only_gradebook"] == [{"assignment": SLUG, "students": ["alice"]}]
    assert document["only_records"] == [{"assignment": SLUG, "students": ["carol"]}]
    assert document["scores"] == []


def test_names_and_numbers_that_cannot_be_ours_are_left_out(call, give, book, records):
    for name in ("\x1b[2Jmallory", "김", normalize("NFD", "김"), "alice"):
        book.update_or_create_student(name)
        give(name, 1.0)
    book.db.execute(
        text(
            "UPDATE grade SET auto_score = 9e999 WHERE notebook_id IN"
            " (SELECT n.id FROM submitted_notebook n JOIN submitted_assignment a"
            " ON n.assignment_id = a.id WHERE a.student_id = 'alice')"
        )
    )
    book.db.commit()
    ran = call("pull", "--add-students")
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err
    assert "the name can't be used on the other side" in ran.err
    assert "another student of the gradebook has the same name here" in ran.err
    assert "holds a score that is no number: alice" in ran.err
    assert "whom the records do not have" not in ran.err
    assert [score.student for score in scores(records.store, SLUG)] == ["김"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("grade.auto_score", "'abc'"),
        ("grade.manual_score", "1e300"),
        ("grade.extra_credit", "x'00ff'"),
        ("submitted_assignment.timestamp", "'yesterday'"),
        ("submitted_assignment.extension", "'long'"),
        ("submitted_notebook.late_submission_penalty", "-9e999"),
    ],
)
def test_what_a_submission_wrote_into_the_gradebook_troubles_nobody_else(
    call, give, nb, records, column, value
):
    give("alice", 1.0)
    table, _, name = column.partition(".")
    with sqlite3.connect(nb / "gradebook.db") as connection:
        connection.execute(f"UPDATE {table} SET {name} = {value}")
    connection.close()
    give("bob", 2.0)
    records.hand_in("alice", 1)
    records.hand_in("bob", 1)
    ran = call("pull")
    assert ran.code == 0, ran.err
    assert "holds a score that is no number: alice" in ran.err
    assert [score.student for score in scores(records.store, SLUG)] == ["bob"]
    assert "holds a score that is no number: alice" in call("push").err
    assert call("push", "--json").code == 0


def test_an_assignment_that_is_not_there_is_named_with_the_nearest(call):
    ran = call("pull", "sizin")
    assert ran.code == 2
    assert "did you mean `sizing`?" in ran.err
    assert "it knows: sizing" in call("pull", "zzz").err


def test_the_course_around_the_current_folder_is_meant_if_it_is_the_only_one(
    call, give, nb, monkeypatch
):
    give("alice", 1.0)
    (nb / "submitted" / "alice").mkdir(parents=True)
    monkeypatch.chdir(nb / "submitted" / "alice")
    assert "points – → 1" in call("pull", "--add-students", "--dry-run").out
    trap = nb / "submitted" / "alice" / "nbgrader_config.py"
    trap.write_text("raise SystemExit('a student has written this')")
    ran = call("pull")
    assert ran.code == 2
    assert "has written this" not in ran.err
    assert call("pull", folder=["--course-dir", nb]).code == 0


def test_no_course_and_no_gradebook(call, nb, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    ran = call("pull", folder=["--course-dir", tmp_path / "elsewhere"])
    assert ran.code == 2
    assert "no `nbgrader_config.py`" in ran.err
    (nb / "gradebook.db").unlink()
    ran = call("pull")
    assert ran.code == 2
    assert "there is no gradebook" in ran.err
    assert not (nb / "gradebook.db").exists()
    (nb / "gradebook.db").write_bytes(b"")
    assert "there is no gradebook" in call("pull").err
    (nb / "gradebook.db").write_bytes(b"not a database, by far" * 99)
    assert "file is not a database" in call("pull").err


@pytest.mark.parametrize("statement", [
    "UPDATE alembic_version SET version_num = '167914646830'", "DROP TABLE alembic_version",
])  # fmt: skip
def test_an_older_gradebook_is_left_as_it_is(call, nb, statement):
    with sqlite3.connect(nb / "gradebook.db") as connection:
        connection.execute(statement)
    connection.close()
    before = (nb / "gradebook.db").read_bytes()
    ran = call("pull")
    assert ran.code == 2
    assert "nbgrader db upgrade" in ran.err
    assert (nb / "gradebook.db").read_bytes() == before


def test_a_locked_gradebook_is_told(call, nb):
    database = nb / "gradebook.db"
    config = nb / "nbgrader_config.py"
    config.write_text(
        config.read_text() + "c.CourseDirectory.db_url = 'sqlite:///gradebook.db?timeout=0.1'\n"
    )
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    ran = call("pull")
    holder.close()
    assert ran.code == 2
    assert "database is locked" in ran.err
    assert "run the same command again" in ran.err
    assert call("pull").code == 0


def test_without_nbgrader_the_extra_is_named(call, monkeypatch):
    for name in ("nbgrader", "nbgrader.api"):
        monkeypatch.setitem(sys.modules, name, None)
    ran = call("pull")
    assert ran.code == 2
    assert "pip install 'convgrade[nbgrader]'" in ran.err


def test_autograde_names_the_extra_too_where_its_database_package_is_missing(call, monkeypatch):
    for name in ("nbgrader", "nbgrader.api", "sqlalchemy"):
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("autograder.gradebook.autograde", "autograder.gradebook.ledger"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    ran = call("autograde", "sizing")
    assert ran.code == 2
    assert "pip install 'convgrade[nbgrader]'" in ran.err
    assert "`grade nbgrader autograde`" in ran.err


def test_a_student_s_install_is_refused(call, ours: Path):
    shutil.rmtree(ours / "solutions")
    ran = call("pull")
    assert ran.code == 2
    assert "grade nbgrader pull" in ran.err
