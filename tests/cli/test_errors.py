"""Wrong use: one error with a hint, exit code 2, no traceback, nothing left behind."""

import os
import re

import pytest

import cli.main


def is_error(ran, *parts):
    """Check the one shape of an error, and that it holds the parts."""
    assert ran.code == 2
    assert ran.out == ""
    assert re.fullmatch(r"(Error: .+\nhint|오류: .+\n도움말): .+\n", ran.err), ran.err
    for part in parts:
        assert part in ran.err
    return True


@pytest.mark.parametrize(
    ("args", "parts"),
    [
        (["lst"], ["`lst`", "did you mean `list`?"]),
        (["xyzzy"], ["`xyzzy`", "list, start, check"]),
        (["start"], ["SLUG", "grade start --help"]),
        (["start", "conv2"], ["`conv2`", "did you mean `conv2d`?"]),
        (["check", "conv2dd"], ["`conv2dd`", "did you mean `conv2d`?"]),
        (["submit", "zzz"], ["`zzz`", "grade list", "conv2d"]),
        (["list", "--jsno"], ["`--jsno`", "did you mean `--json`?"]),
        (["list", "--qqq"], ["`--qqq`", "grade list --help"]),
        (["list", "extra"], ["`extra`", "one argument too many"]),
        (["list", "--lang"], ["`--lang`", "needs a value"]),
        (["list", "--lang", "fr"], ["`fr`", "ko, en"]),
        (["submit", "--fail-under", "101"], ["`101`", "from 0 to 100"]),
        (["check", "--isolation", "none"], ["`none`", "jail, landlock, limits"]),
        (["submit", "conv2d", "nowhere.py"], ["`nowhere.py`", "conv2d.py"]),
        (["submit", "nowhere.py"], ["`nowhere.py`", "grade submit SLUG PATH"]),
        (["submit", "nowhere/conv2d.py"], ["`nowhere/conv2d.py`", "wants conv2d.py"]),
        (["check", "CONV2D"], ["`CONV2D`", "did you mean `conv2d`?"]),
        (["status", "conv2"], ["`conv2`", "did you mean `conv2d`?"]),
        (["show", "conv2"], ["`conv2`", "did you mean `conv2d`?"]),
        (["show", "conv2d"], ["handed in for `conv2d`", "grade submit conv2d"]),
        (["show", "--attempt", "2"], ["attempt 2", "grade show SLUG --attempt 2"]),
        (["show", "beef", "--attempt", "2"], ["grade show SLUG --attempt 2"]),
        (["show", "beef"], ["`beef`", "grade status SLUG"]),
        (["check", "conv2d"], ["`conv2d.py`"]),
        (["check"], ["which assignment", "grade check SLUG"]),
        (["show", "zz"], ["`zz`", "grade list"]),
        (["show"], ["nothing has been handed in"]),
    ],
)
def test_wrong_use_is_one_error_with_a_hint(here, args, parts):
    assert is_error(here(*args), *parts)


@pytest.mark.parametrize("command", ["check", "submit"])
@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x7fELF\x02\x01\x01\x00\x80\xff", "is not Python text"),
        (b"x = 1\x00\n", "is not Python text"),
        (b"# -*- coding: nonsense -*-\n", "is not Python text"),
    ],
)
def test_files_that_are_no_python_source(here, desk, command, content, part):
    (desk / "conv2d.py").write_bytes(content)
    assert is_error(here(command, "conv2d", "conv2d.py"), part, "conv2d.py")


def test_a_file_of_100_mb(here, desk, course):
    with (desk / "conv2d.py").open("wb") as file:
        file.truncate(100_000_000)
    assert is_error(here("submit", "conv2d", "conv2d.py"), "100000 kB", "conv2d.py")
    assert not (course / ".grade").exists()


def test_a_named_pipe_does_not_hold_the_command(here, desk):
    os.mkfifo(desk / "conv2d.py")
    assert is_error(here("submit", "conv2d", desk / "conv2d.py"), "ordinary file")


def test_a_folder_without_the_declared_file(here, desk):
    (desk / "work").mkdir()
    assert is_error(here("submit", "conv2d", "work"), "`conv2d.py`", "`work`")


def test_a_file_of_another_name_does_not_tell_the_assignment(here, desk):
    (desk / "mine.py").write_text("x = 1\n")
    assert is_error(here("submit", "mine.py"), "which assignment")


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        ("course.yaml", "languages: [ko, en]", "languages: [xx]", ["languages", '"xx"']),
        ("course.yaml", "Asia/Seoul", "Asia/Soul", ["timezone", "Asia/Soul"]),
        ("course.yaml", "title: {", "title: [{", ["as YAML", "line"]),
        ("conv2d/assignment.yaml", "points: 10", "points: ten", ["tasks.0.points", '"ten"']),
        ("conv2d/assignment.yaml", "files:", "file:", ["files"]),
        ("conv2d/assignment.yaml", "id: 2", "id: 3", ["1 2 3"]),
    ],
)
def test_a_broken_course_names_file_key_and_value(here, course, file, old, new, parts):
    path = course / "assignments" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert is_error(here("list"), path.name, *parts)


def test_no_course_there(here, tmp_path):
    assert is_error(here("list", "--course", tmp_path / "desk"), "course.yaml")


@pytest.mark.parametrize("args", [["submit", "conv2d", "conv2d.py"], ["status"], ["show"]])
def test_an_install_without_solutions_says_what_is_missing(here, student_course, desk, args):
    (desk / "conv2d.py").write_text("x = 1\n")
    assert is_error(here(*args), "no solutions", "grade check")
    assert not (student_course / ".grade").exists()


def test_errors_are_korean_where_korean_is_asked_for(here):
    assert is_error(here("start", "conv2", "--lang", "ko"), "오류: ", "과제가 없습니다", "conv2d")
    assert is_error(here("--lang=ko", "lst"), "명령이 없습니다")
    assert is_error(here("list", "--lang", "ko", "--nope"), "옵션이 없습니다")


def test_an_unexpected_error_is_ours(here, monkeypatch):
    monkeypatch.setattr(cli.main.Group, "get_command", lambda *_: 1 / 0)
    ran = here("list")
    assert ran.code == 3
    assert "ZeroDivisionError" in ran.err
    assert "--debug" in ran.err
    assert "Traceback" not in ran.err
    assert "Traceback" in here("list", "--debug").err


def test_ctrl_c_ends_quietly(here, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.course.find", interrupted)
    ran = here("list")
    assert ran.code == 130
    assert "Traceback" not in ran.err
