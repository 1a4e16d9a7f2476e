"""What lies in the current folder or in the caller's variables does not steer the command."""

import os
import subprocess
import sys
from pathlib import Path

from cli import hygiene

TRAPS = ("numpy", "pytest", "click", "yaml", "pydantic", "rich", "sqlalchemy", "random", "cli.main")


def test_modules_beside_the_learner_are_not_imported(grade, desk):
    for name in TRAPS:
        (desk / f"{name}.py").write_text("raise SystemExit('trapped')\n")
    (desk / "conftest.py").write_text("raise SystemExit('trapped')\n")
    (desk / "pytest.ini").write_text("[pytest]\naddopts = --trapped\n")
    (desk / "conv2d.py").write_text("raise NotImplementedError('task 1: yours')\n")
    for args in (["list"], ["doctor"], ["check", "conv2d"]):
        ran = grade(*args, PYTHONPATH=f"{Path(hygiene.__file__).parents[1]}{os.pathsep}.")
        assert "trapped" not in ran.out + ran.err
        assert ran.code == (1 if args[0] == "check" else 0), ran.err


def test_the_current_folder_leaves_the_path(desk, monkeypatch):
    elsewhere = str(desk.parent)
    monkeypatch.setattr(sys, "path", ["", str(desk), elsewhere, "."])
    hygiene.clean_path()
    assert sys.path == [elsewhere]


def test_our_own_folder_stays(monkeypatch):
    root = str(Path(hygiene.__file__).parents[1])
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "path", [root])
    hygiene.clean_path()
    assert sys.path == [root]


def test_a_removed_folder_is_no_obstacle(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setattr(sys, "path", ["", "/elsewhere"])
    hygiene.clean_path()
    assert sys.path == ["/elsewhere"]


def test_variables_of_python_and_pytest_are_dropped(monkeypatch):
    monkeypatch.setattr(os, "environ", {"PYTHONPATH": "x", "PYTEST_ADDOPTS": "-x", "HOME": "/h"})
    hygiene.clean_environment()
    assert os.environ == {"HOME": "/h"}


def test_a_closed_pipe_ends_quietly(course, desk):
    command = f"{sys.executable} -m cli --course {course} list --json | true"
    env = {**os.environ, "PYTHONPATH": str(Path(hygiene.__file__).parents[1])}
    done = subprocess.run(
        ["bash", "-c", command], env=env, cwd=desk, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
