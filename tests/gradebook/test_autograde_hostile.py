"""`grade nbgrader autograde` among hostile submissions, and stopped at the worst moment."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from autograder import turns
from autograder.gradebook import place
from autograder.gradebook.autograde import autograde
from cli.main import run
from tests.notebooks.small_course import EXECUTOR, Course, edited

RIGHT = {"double": "def double(x): return 2 * x", "half": "def half(x): return x / 2"}
# Saves one grade of those who are stuck, and then nothing for ever.
STUCK = """
import os, time
from nbgrader.preprocessors import SaveAutoGrades

class Stuck(SaveAutoGrades):
    def _add_score(self, cell, resources):
        super()._add_score(cell, resources)
        if os.path.exists(f"stuck_{self.student_id}"):
            open(f"saved_{self.student_id}", "w").close()
            time.sleep(3600)

steps = c.Autograde.autograde_preprocessors
steps[steps.index(SaveAutoGrades)] = Stuck
"""
SAVES = f"from nbgrader.preprocessors import SaveAutoGrades{EXECUTOR}{STUCK}"


def right(made: Any) -> Any:
    return edited(made, RIGHT)


def graded(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    run(["nbgrader", "autograde", "hw", "--course-dir", str(folder), "--json", *words])
    told = map(json.loads, capsys.readouterr().out.splitlines())
    return {each["student"]: each for each in told}


@pytest.mark.slow
def test_nobody_is_graded_with_what_is_not_theirs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = Course(tmp_path, config=EXECUTOR)
    source = "../../../source/hw/hw.ipynb"
    course.hand_in("ada", right)
    course.hand_in(" ada", lambda made: made)
    course.hand_in("a*", lambda made: made)
    thief = course.hand_in("thief", right)
    thief.unlink()
    thief.symlink_to(source)
    reads = {"double": "print(open('data.txt').read())\ndef double(x): return 2 * x"}
    reader = course.hand_in("reader", lambda made: edited(made, reads))
    (reader.parent / "data.txt").symlink_to(source)
    course.hand_in("planted", right).with_name("nbgrader_config.py").write_text("1 / 0")

    told = graded(tmp_path, capsys, "--jobs", "2")

    assert {name: (each["status"], each["score"]) for name, each in told.items()} == {
        "ada": ("graded", 8), " ada": ("graded", 0), "planted": ("graded", 8),
        "a*": ("bad-name", None), "thief": ("link", None), "reader": ("link", None),
    }  # fmt: skip
    assert not (tmp_path / "autograded" / "reader").exists()
    assert set(course.scores()) == {"ada", " ada", "planted"}


@pytest.mark.slow
def test_a_grading_that_is_killed_between_two_grades_leaves_what_stood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = Course(tmp_path, config=SAVES)
    course.hand_in("ada", right)
    path = course.hand_in("bob", lambda made: made)
    assert graded(tmp_path, capsys, "--student", "ada", "--jobs", "1")["ada"]["score"] == 8
    for name in ("ada", "bob"):
        (tmp_path / f"stuck_{name}").touch()
    again = course.folder / "submitted" / "ada" / "hw" / "hw.ipynb"
    again.write_bytes(path.read_bytes())  # she hands in an empty one

    told = graded(tmp_path, capsys, "--force", "--seconds", "6", "--jobs", "2")

    assert all((tmp_path / f"saved_{name}").exists() for name in ("ada", "bob"))
    assert {each["status"] for each in told.values()} == {"too-slow"}
    assert (told["ada"]["score"], told["bob"]["score"]) == (8, None)
    assert not list((tmp_path / "autograded").glob("*/hw"))
    assert set(course.scores()["bob"].values()) == {None}
    for name in ("ada", "bob"):
        (tmp_path / f"stuck_{name}").unlink()
    told = graded(tmp_path, capsys, "--jobs", "1")
    assert {(each["status"], each["score"]) for each in told.values()} == {("graded", 0)}


@pytest.mark.slow
def test_a_run_that_is_stopped_leaves_nothing_half_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = Course(tmp_path, config=SAVES)
    for name in ("ada", "bob", "eve"):
        course.hand_in(name, right)
    (tmp_path / "stuck_bob").touch()
    found = place.look(tmp_path, "hw")
    results = autograde(found, ["ada", "bob", "eve"], jobs=1, force=False, seconds=300)
    assert next(results).student == "ada"
    _until(lambda: any(course.scores().get("bob", {}).values()))
    results.close()

    assert set(course.scores()["bob"].values()) == {None}
    assert not (tmp_path / "autograded" / "bob" / "hw").exists()
    (tmp_path / "stuck_bob").unlink()
    told = graded(tmp_path, capsys, "--jobs", str(turns.cores()))
    assert {name: each["status"] for name, each in told.items()} == {
        "ada": "unchanged", "bob": "graded", "eve": "graded",
    }  # fmt: skip
    assert {each["score"] for each in told.values()} == {8}


def _until(is_so: Any, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.2)
