"""At a deadline everybody submits at once: nothing is lost, and nobody fails by the crowd.

`GRADE_TEST_CROWD=500` makes it a large course.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder import turns

ROOT = Path(__file__).parents[2]
CROWD = int(os.environ.get("GRADE_TEST_CROWD", "24"))


@pytest.mark.slow
def test_everybody_is_stored_graded_once_and_right(tmp_path: Path) -> None:
    database = tmp_path / "records.sqlite"
    shutil.copy(ROOT / "solutions/perceptron/perceptron.py", tmp_path)
    kept = ("PATH", "HOME", "GRADE_CACHE", "OPENBLAS_CORETYPE")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {
        "GRADE_DATABASE_URL": f"sqlite:///{database}",
        "GRADE_COURSE": str(ROOT),
        "GRADE_LANG": "en",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "cli", "submit", "perceptron", "perceptron.py", "--json"]
    crowd = []
    for number in range(CROWD):
        log = tmp_path / f"log{number}"
        words = [*command, "--student", f"student{number}"]
        with log.open("w") as out:
            process = subprocess.Popen(words, cwd=tmp_path, env=environment, stdout=out, stderr=out)
        crowd.append((process, log))

    for process, log in crowd:
        code = process.wait()
        told = log.read_text()
        assert code == 0, told
        report = json.loads(told[told.index("{") :])
        assert report["points"] == report["max_points"], told
        assert "locked" not in told

    with sqlite3.connect(database) as connection:
        count = "select count(*), count(distinct student_id), max(attempt), min(state) "
        assert connection.execute(count + "from submissions").fetchall() == [
            (CROWD, CROWD, 1, "graded")
        ]
        assert connection.execute("select count(*) from gradings").fetchall() == [(CROWD,)]
    connection.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRADE_CACHE", str(tmp_path))
    return tmp_path


HOLD = (
    "import sys, time; from autograder import turns\n"
    "with turns.turn('t', 2, lambda: print('waits', flush=True)):\n"
    "    print('in', flush=True); sys.stdin.read()\n"
)


@pytest.fixture
def holder(folder: Path) -> Callable[[], "subprocess.Popen[str]"]:
    """Start a process that takes one of two places until its standard input ends."""
    started = []

    def start() -> "subprocess.Popen[str]":
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD], stdin=pipe, stdout=pipe, text=True, cwd=ROOT
        )
        started.append(process)
        return process

    yield start  # type: ignore[misc]
    for process in started:
        process.kill()
        process.communicate()


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_two_places_hold_two_and_the_third_waits(holder) -> None:  # type: ignore[no-untyped-def]
    assert line(holder()) == "in"
    second = holder()
    assert line(second) == "in"
    third = holder()
    assert line(third) == "waits"
    second.kill()  # whoever dies gives the place back
    assert line(third) == "in"


def test_a_place_is_given_back(folder: Path) -> None:
    for _ in range(3):
        with turns.turn("t", 1, lambda: pytest.fail("it is free")):
            pass


def test_without_a_place_for_locks_nobody_waits(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("GRADE_CACHE", str(tmp_path / "file"))
    began = time.monotonic()
    with turns.turn("t", 1), turns.turn("t", 1):
        assert time.monotonic() - began < 10
