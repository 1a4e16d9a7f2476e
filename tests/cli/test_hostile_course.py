"""A folder that was handed in may hold a course of its own, whose suites must not run."""

import shutil

import pytest


@pytest.mark.parametrize("command", ["check", "submit"])
@pytest.mark.parametrize("args", [["conv2d"], ["conv2d", "conv2d.py"], ["conv2d.py"], []])
def test_a_course_beside_the_file_is_not_used(here, course, desk, monkeypatch, command, args):
    for tree in ("assignments", "solutions"):
        shutil.copytree(course / tree, desk / tree)
    for suite in (*desk.glob("*/conv2d/test_*.py"),):
        suite.write_text("raise SystemExit('trapped')\n")
    shutil.copy(course / "solutions/conv2d/conv2d.py", desk)
    monkeypatch.delenv("GRADE_COURSE")
    ran = here(command, *args)
    assert ran.code == 2
    assert "could be part of it" in ran.err
    assert "trapped" not in ran.out + ran.err
    assert not (desk / ".grade").exists()
