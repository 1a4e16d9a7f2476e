"""`grade export`: what counts in the records, and files for other programs."""

import csv
import io
import json
import shutil

import junitparser
import pytest

from tests.cli.conftest import ROOT
from tests.cli.test_readme import Shell, commands

SAMPLES = ROOT / "tests" / "submissions" / "sizing"
SLUG = "sizing"


@pytest.fixture
def right(course):
    return course / "solutions" / SLUG / f"{SLUG}.py"


@pytest.fixture
def wrong():
    return SAMPLES / "wrong" / "forgot_bias.py"


@pytest.fixture
def recorded(here, right, wrong):
    """Three students: better at last, better at first, and one that a spreadsheet would run."""
    for student, path in [("alice", wrong), ("alice", right), ("bob", right), ("bob", wrong),
                          ("=cmd()", wrong)]:  # fmt: skip
        assert here("submit", SLUG, path, "--student", student).code == 0
    return here


def test_the_best_attempt_counts(recorded):
    found = json.loads(recorded("export", "json", SLUG).out)
    by_student = {each["student"]: each for each in found["reports"]}
    assert found["schema_version"] == 1
    assert {name: each["attempt"] for name, each in by_student.items()} == {
        "alice": 2, "bob": 1, "=cmd()": 1,
    }  # fmt: skip
    assert by_student["bob"]["points"] == 20
    assert by_student["bob"]["seed"] is None
    shown = json.loads(recorded("show", SLUG, "--student", "alice", "--json").out)
    assert by_student["alice"] == shown
    staff = json.loads(recorded("export", "json", SLUG, "--staff").out)
    assert all(isinstance(each["seed"], int) for each in staff["reports"])


def test_the_same_in_every_format(recorded, tmp_path):
    ran = recorded("export", "csv", SLUG)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["student"] for row in rows] == ["'=cmd()", "alice", "bob"]
    assert rows[1] == {"student": "alice", SLUG: "20", "total": "20"}
    place = tmp_path / "out.xml"
    ran = recorded("export", "junit", "--output", place)
    assert (ran.out, ran.err) == ("", f"Written: {place}\n")
    suites = {suite.name: suite for suite in junitparser.JUnitXml.fromfile(str(place))}
    assert suites[f"{SLUG} alice"].failures == 0
    assert suites[f"{SLUG} =cmd()"].failures > 0


def test_who_is_in_no_class_list_or_waits_is_named(recorded, course, write, monkeypatch):
    known = write("list.csv", "username\nalice\n")
    ran = recorded("export", "csv", "--style", "moodle", "--roster", known, SLUG)
    assert ran.out == f"username,{SLUG}\r\nalice,20\r\n"
    assert ran.err == "2 not in the class list, left out: =cmd(), bob\n"

    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("autograder.grading.grade", fail)
    right = course / "solutions" / SLUG / f"{SLUG}.py"
    assert recorded("submit", SLUG, right, "--student", "carol").code == 3
    assert "sizing: 1 without a grading, left out: carol" in recorded("export", "csv").err


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (["export", "csv", "nowhere"], "no assignment `nowhere`"),
        (["export", "csv", "--roster", "x"], "--style canvas"),
        (["export", "csv", "--style", "canvas", "--column", "sizing"], "SLUG=HEADER"),
        (["export", "csv", "--style", "canvas", "--column", "sizign=x"], "did you mean `sizing`?"),
        (["export", "csv", "--style", "canvas", "--roster", "none.csv"], "`none.csv`"),
        (["export", "xlsx"], "`xlsx`"),
        (["export", "gradescope"], "SLUG"),
        (["export", "gradescope", "sizing", "--output", "/proc/none/x.zip"], "can't write"),
        (["export", "actions", "--output", "/proc/none"], "can't write"),
    ],
)
def test_wrong_use_is_one_error(here, args, part):
    ran = here(*args)
    assert (ran.code, ran.out) == (2, "")
    assert part in ran.err


def test_a_students_install_exports_a_workflow_alone(here, student_course):
    assert "name: sizing" in here("export", "actions").out
    for name in ("gradescope sizing", "csv", "json", "junit"):
        ran = here("export", *name.split())
        assert ran.code == 2
        assert f"`grade export {name.split()[0]}` is for staff" in ran.err


def test_no_autograder_is_made_without_the_hidden_suite(here, course):
    (course / "solutions" / "sizing" / "test_hidden.py").unlink()
    ran = here("export", "gradescope", "sizing", "--output", "x.zip")
    assert ran.code == 2
    assert "`grade export gradescope` is for staff" in ran.err


def test_the_help_of_each_format(here):
    for name in ("gradescope", "junit", "json", "csv", "actions"):
        assert here("export", name, "--help").out.startswith(f"Usage: grade export {name}")


def test_check_writes_both_files_for_other_programs(here, right, wrong, tmp_path):
    places = tmp_path / "junit.xml", tmp_path / "result.json"
    both = ["--junit", places[0], "--result", places[1]]
    assert here("check", SLUG, right, *both).code == 0
    found = json.loads(places[1].read_text())
    assert found["schema"] == "classroom50/result/v1"
    assert found["score"] == found["max-score"] > 3
    assert here("check", SLUG, wrong, *both, "--json").code == 1
    (suite,) = junitparser.JUnitXml.fromfile(str(places[0]))
    again = json.loads(places[1].read_text())
    assert suite.tests == again["max-score"] == found["max-score"]
    assert suite.tests - suite.failures == again["score"] < found["score"]


def test_a_zip_is_not_shown_on_a_screen(here, monkeypatch):
    monkeypatch.setattr("cli.terminal.is_screen", lambda: True)
    ran = here("export", "gradescope", SLUG)
    assert (ran.code, ran.out) == (2, "")
    assert "--output FILE" in ran.err


def test_a_zip_goes_to_a_pipe_too(grade, tmp_path):
    place = tmp_path / "a.zip"
    assert grade("export", "gradescope", SLUG, "--output", place).code == 0
    assert grade("export", "gradescope", SLUG, encoding="latin-1").out.startswith("PK")
    shutil.unpack_archive(place, tmp_path / "out")
    settings = json.loads((tmp_path / "out" / "settings.json").read_text())
    assert (settings["slug"], settings["level"], settings["language"]) == (SLUG, None, "ko")


@pytest.mark.slow
def test_the_commands_of_the_docs_do_what_they_say(tmp_path, course, right):
    desk = tmp_path / "desk"
    desk.mkdir()
    shell = Shell(desk, "en")
    shell.environment["GRADE_COURSE"] = str(course)
    for slug in ("max_pool", "conv2d"):
        source = course / "solutions" / slug / f"{slug}.py"
        assert shell.run(f"grade submit {slug} {source} --student alice").returncode == 0
    (desk / "canvas.csv").write_text("Student,ID,SIS User ID,SIS Login ID,Section\nA,1,,alice,\n")
    (desk / "participants.csv").write_text("Username,Email address\nalice,a@x.org\n")
    (desk / "repository").mkdir()
    text = (ROOT / "docs/exports.md").read_text(encoding="utf-8")
    blocks = commands(text, "exports")
    assert len(blocks) == 4
    for line in [line for block in blocks for line in block]:
        done = shell.run(line)
        assert done.returncode == 0, (line, done.stderr)
    assert "alice,a@x.org,20" in (desk / "moodle.csv").read_text()
    assert "A,1,,alice,,20" in (desk / "grades.csv").read_text()
    assert (desk / "repository/.github/workflows/convgrade.yml").is_file()
