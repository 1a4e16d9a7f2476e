"""`check`, `submit`, `status` and `show` with real gradings."""

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from autograder.model import GradeReport

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "submissions" / "conv2d"
REFERENCE = ROOT / "solutions" / "conv2d" / "conv2d.py"
STUB = ROOT / "assignments" / "conv2d" / "conv2d.py"
WRONG = SAMPLES / "wrong" / "crop_pad_zero.py"


def test_check_passes_right_work_and_says_what_is_next(grade):
    path = SAMPLES / "right" / "loops.py"
    ran = grade("check", "conv2d", path)
    assert ran.code == 0, ran.err
    assert re.search(r"(\d+) of \1 checks passed", ran.out)
    assert f"Next: grade submit conv2d {path}" in " ".join(ran.out.split())


def test_check_fails_the_stub_and_names_the_section(here, desk):
    shutil.copy(STUB, desk)
    ran = here("check")
    assert ran.code == 1, ran.err
    assert ran.out.startswith("conv2d: ")
    assert "\n0 of " in ran.out
    assert "#forward" in ran.out
    # One line for a function that is not written, and no call.
    assert "called" not in ran.out
    assert "conv2d.py:" not in ran.out


def test_what_passes_is_handed_in_as_it_was_checked(here, desk):
    shutil.copy(REFERENCE, desk)
    ran = here("check")
    assert ran.out.splitlines()[-1].endswith("Next: grade submit")


@pytest.mark.parametrize(
    ("source", "line"),
    [("import numpy\ndef f(:\n", 2), ("import nowhere\n", 1), ("import sys\nsys.exit(3)\n", 2)],
)
def test_a_file_that_can_not_be_loaded_is_said_once(here, desk, source, line):
    (desk / "conv2d.py").write_text(source)
    text = here("check").out
    assert text.count("Nothing could be checked: your file") == 1
    assert text.count("hint ") == 1
    assert "same cause" not in text
    assert len(re.findall(r"^✗ Task \d: .+ checks 0 / \d+$", text, re.MULTILINE)) == 2
    mend = f"Mend line {line} of conv2d.py and run `grade"
    assert text.endswith(f"{mend} check` again.\n")
    handed_in = here("submit", "conv2d").out
    assert "✗ Task 1: Forward" in handed_in
    assert handed_in.endswith(f"{mend} submit` again.\n")
    (desk / "conv2d.py").write_text("import os\nos._exit(3)\n")
    assert "named above" in here("check").out


def test_check_finds_the_work_that_start_made(here, desk):
    (desk / "conv2d").mkdir()
    shutil.copy(REFERENCE, desk / "conv2d")
    for args in (["conv2d"], ["conv2d/conv2d.py"], ["conv2d/"], ["conv2d", "conv2d"]):
        ran = here("check", *args, "--json")
        assert ran.code == 0, ran.err
        document = json.loads(ran.out)
        assert document["passed"] == document["total"] > 0


def test_check_needs_neither_solutions_nor_records(grade, student_course, desk):
    shutil.copy(REFERENCE, desk)
    ran = grade("check", "conv2d", "--json")
    assert ran.code == 0, ran.err
    document = json.loads(ran.out)
    assert document["status"] == "graded"
    assert document["passed"] == document["total"] > 0
    assert not set(document) & {"points", "seed", "attempt", "student"}
    assert not (student_course / ".grade").exists()


def test_submit_records_and_explains(grade):
    ran = grade("submit", "conv2d", WRONG, "--student", "alice")
    assert ran.code == 0, ran.err
    assert "alice, attempt 1" in ran.out
    assert "Task 1: Forward" in ran.out
    assert "called " in ran.out
    again = grade("show", "--student", "alice")
    assert again.out == ran.out
    assert "seed:" not in again.out
    assert "seed:" in grade("show", "--student", "alice", "--staff").out
    korean = grade("show", "--student", "alice", "--lang", "ko").out
    assert "1번. 순전파" in korean


def test_submit_in_json_is_the_report_and_nothing_else(grade):
    ran = grade("submit", "conv2d", REFERENCE, "--student", "김민지", "--json")
    assert ran.code == 0, ran.err
    document = json.loads(ran.out)
    jsonschema.validate(document, GradeReport.model_json_schema(mode="serialization"))
    assert document["submitted_at"].endswith("Z")
    assert document["student"] == "김민지"
    assert document["points"] == document["max_points"] == 20
    assert document["seed"] is None
    shown = json.loads(grade("show", document["id"][:8], "--json").out)
    assert shown == document


def test_a_seed_gives_the_same_report(here):
    reports = []
    for student in ("one", "one"):
        ran = here("submit", "conv2d", WRONG, "--student", student, "--seed", "7", "--json")
        document = json.loads(ran.out)
        for key in ("id", "submitted_at", "attempt", "seconds"):
            del document[key]
        for check in document["checks"]:
            del check["seconds"]
        reports.append(document)
    assert reports[0] == reports[1]


@pytest.mark.parametrize(("percent", "code"), [("50", 0), ("99.5", 1), ("100", 1)])
def test_fail_under(here, percent, code):
    assert here("submit", "conv2d", WRONG, "--fail-under", percent).code == code


def test_a_weaker_wall_is_said_on_stderr(grade):
    ran = grade("submit", "conv2d", WRONG, "--isolation", "limits", "--json")
    assert json.loads(ran.out)["isolation"]["level"] == "limits"
    assert "warning" in ran.err
    assert "`limits`" in ran.err


def test_status_is_the_road(here):
    assert "next: perceptron" in here("status", "--student", "alice").out
    for sample in (WRONG, REFERENCE, WRONG):
        assert here("submit", "conv2d", sample, "--student", "alice").code == 0
    ran = here("status", "conv2d", "--student", "alice", "--json")
    (step,) = json.loads(ran.out)["assignments"]
    assert [attempt["attempt"] for attempt in step["attempts"]] == [1, 2, 3]
    assert step["best_points"] == 20
    assert step["last_points"] < 20
    assert "20 / 20" in here("status", "--student", "alice").out
    assert here("show", step["attempts"][0]["id"], "--student", "bob").code == 2


def test_nothing_is_stored_of_what_can_not_be_read(here, desk):
    (desk / "conv2d.py").write_bytes(b"\xff\xfe\x00")
    assert here("submit", "conv2d").code == 2
    assert "  0  " in here("status").out


@pytest.mark.parametrize("encoding", ["cp949", "ascii"])
def test_a_report_on_a_plain_console(grade, encoding):
    ran = grade("submit", "conv2d", WRONG, "--lang", "ko", encoding=encoding)
    assert ran.code == 0, ran.err
    assert "[fail]" in ran.out
    assert "✗" not in ran.out


def test_hostile_text_of_a_submission_is_shown_and_not_obeyed(grade, desk):
    (desk / "conv2d.py").write_text(
        "def conv2d_forward(x, w, b, stride=1, pad=0):\n"
        "    print('\\x1b[2Jprinted')\n"
        "    raise ValueError('\\x1b]0;title\\x07 \\u202e [red]raised')  # \u202e\n",
        encoding="utf-8",
    )
    ran = grade("submit", "conv2d", FORCE_COLOR="")
    assert ran.code == 0, ran.err
    assert not set(ran.out) & set("\x1b\x07\u202e")
    assert "[red]raised" in ran.out
    assert r"\x1b" in ran.out


@pytest.mark.parametrize(
    "source", [b"\xef\xbb\xbf", "# -*- coding: cp949 -*-\n# 합성곱\n".encode("cp949")]
)
def test_a_bom_and_a_declared_encoding_are_python(here, desk, source):
    (desk / "conv2d.py").write_bytes(source + (SAMPLES / "right" / "loops.py").read_bytes())
    document = json.loads(here("submit", "conv2d", "--json").out)
    assert document["points"] == 20


def test_a_grading_that_does_not_run_loses_nothing(grade, course):
    (course / "solutions" / "conv2d" / "test_hidden.py").write_text("def broken(:\n")
    ran = grade("submit", "conv2d", REFERENCE, "--student", "alice")
    assert ran.code == 3
    assert "your submission is stored" in ran.err
    assert "Traceback" not in ran.err
    assert "not graded yet" in grade("status", "--student", "alice").out
    assert "not graded yet" in grade("show", "--student", "alice").err


def test_a_machine_without_walls_keeps_the_submission_and_says_so(here, monkeypatch):
    monkeypatch.setattr("autograder.sandbox.best_level", lambda: "limits")
    ran = here("submit", "conv2d", SAMPLES / "right" / "loops.py")
    assert ran.code == 2
    assert "--isolation limits" in ran.err
    assert "your submission is stored" in ran.err
    assert "not graded yet" in here("status", "conv2d").out
