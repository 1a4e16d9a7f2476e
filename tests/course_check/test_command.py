"""`grade course check` on the command line: table, faults, JSON, exit codes."""

import json
import shutil

import pytest

from cli.main import run


def test_a_sound_course_is_ok(grade, tiny, on_paper):
    ran = grade("course", "check")
    assert (ran.code, ran.err) == (0, "")
    assert "relu" in ran.out
    assert " ok" in ran.out


def test_a_fault_is_told_with_file_key_value_and_hint(grade, tiny, on_paper):
    tiny.change("assignments/relu/relu.py", "TODO task 1", "TODO")
    ran = grade("course", "check", "relu")
    assert ran.code == 2
    assert "faults: 1" in ran.out
    out = "".join(ran.out.split())  # a long path breaks the line, wherever that is
    assert "assignments/relu/relu.py:task1=`TODOtask1`" in out
    assert "hint:write`#TODOtask1" in out


def test_json_is_one_document(grade, tiny, on_paper):
    tiny.change("assignments/relu/relu.py", "TODO task 1", "TODO")
    (tiny.root / "assignments/tanh").mkdir()
    ran = grade("course", "check", "--json", "--lang", "ko")
    document = json.loads(ran.out)
    assert (ran.code, document["is_sound"]) == (2, False)
    assert document["assignments"] == [{"slug": "relu", "checks": 0, "samples": 0, "faults": 1}]
    course, relu = document["faults"]
    assert (course["assignment"], course["severity"], course["fault"]) == (
        None, "warning", "folder-unlisted",
    )  # fmt: skip
    assert (relu["assignment"], relu["key"], relu["value"]) == ("relu", "task 1", "TODO task 1")
    assert "시작 코드" in relu["message"]


def test_the_usual_samples_are_found_and_others_can_be_named(grade, tiny, tmp_path):
    wrong = "# breaks: task 1\ndef relu(x):\n    return x\n"
    tiny.write("tests/submissions/relu/wrong/same.py", wrong)
    assert json.loads(grade("course", "check", "--json").out)["assignments"][0]["samples"] == 1
    (tmp_path / "none").mkdir()
    named = grade("course", "check", "--json", "--samples", tmp_path / "none")
    assert json.loads(named.out)["assignments"][0]["samples"] == 0
    missing = grade("course", "check", "--samples", tmp_path / "nowhere")
    assert missing.code == 2
    assert "nowhere" in missing.err


def test_an_unknown_assignment_is_refused_with_a_near_one(grade):
    ran = grade("course", "check", "rely")
    assert ran.code == 2
    assert "did you mean `relu`" in ran.err


@pytest.mark.parametrize("args", [("check",), ("new", "tanh")])
def test_a_students_install_is_refused(grade, tiny, args):
    shutil.rmtree(tiny.root / "solutions")
    ran = grade("course", *args)
    assert ran.code == 2
    assert f"grade course {args[0]}" in ran.err
    assert "solutions/" in ran.err


def test_the_group_shows_its_commands(grade):
    assert grade("course").out == grade("course", "--help").out
    assert "check      Let the course check itself" in grade("course").out


def test_many_gradings_run_in_processes(tiny, tmp_path):
    for number in range(10):
        tiny.write(f"samples/relu/right/a{number}.py", "def relu(x):\n    return x + x\n")
    report = tiny.check()
    assert report.is_sound
    assert report.assignments[0].samples == 10


@pytest.mark.slow
def test_the_real_course_is_sound(root, capsys, monkeypatch, tmp_path):
    """With a few of its samples: that all are as they state is held by `test_submissions`."""
    monkeypatch.setenv("GRADE_LANG", "en")
    monkeypatch.setenv("GRADE_COURSE", str(root))
    for kind in (root / "tests/submissions").glob("*/*"):
        for path in sorted(kind.glob("*.py"))[:2]:
            copy = tmp_path / kind.parent.name / kind.name / path.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    code = run(["course", "check", "--json", "--samples", str(tmp_path)])
    document = json.loads(capsys.readouterr().out)
    assert [fault for fault in document["faults"] if fault["severity"] == "fault"] == []
    assert code == 0
    assert all(each["checks"] and each["samples"] == 4 for each in document["assignments"])
