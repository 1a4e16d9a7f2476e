"""Run the command: in this process for words, in one of its own for everything else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.main import run

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "submissions" / "conv2d"
_OURS = ("GRADE_LANG", "GRADE_COURSE", "GRADE_DATABASE_URL")
_KEPT = ("PATH", "HOME", "SYSTEMROOT", "TMPDIR")


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def course(tmp_path):
    """Return a course of its own, with solutions; records are made beside it."""
    folder = tmp_path / "course"
    for tree in ("assignments", "solutions"):
        shutil.copytree(ROOT / tree, folder / tree, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def student_course(course):
    """Return a course as a student has it."""
    shutil.rmtree(course / "solutions")
    return course


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Stand in an empty folder that no course surrounds."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def here(course, desk, monkeypatch, capsys):
    """Return a function that runs the command in this process, in English by default."""
    for name in (*_OURS, "LC_ALL", "LC_MESSAGES", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("GRADE_COURSE", str(course))
    monkeypatch.setenv("GRADE_HOME", str(desk / "home"))

    def call(*args: object) -> Ran:
        code = run([str(arg) for arg in args])
        caught = capsys.readouterr()
        return Ran(code, caught.out, caught.err)

    return call


@pytest.fixture
def grade(course, desk):
    """Return a function that runs the command in a process of its own."""

    def call(*args: object, encoding: str = "utf-8", course=course, **env: str) -> Ran:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        given = {"GRADE_COURSE": str(course), "GRADE_LANG": "en", "PYTHONIOENCODING": encoding}
        given["GRADE_HOME"] = str(desk / "home")
        done = subprocess.run(
            [sys.executable, "-m", "cli", *map(str, args)],
            env={**kept, **given, "PYTHONPATH": str(ROOT), **env},
            cwd=desk,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return call
