"""`grade nbgrader autograde`: nbgrader's own, in parallel, whatever the notebooks are."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from cli.main import run
from tests.notebooks.cheats import CHEATS
from tests.notebooks.small_course import EXECUTOR, Course, edited

DIGITS = "def half(x): return 2 ** 3000"
RIGHT = {"double": "def double(x): return 2 * x", "half": "def half(x): return x / 2"}


def right(made):
    return edited(made, RIGHT)


@pytest.fixture
def autograde(capsys, monkeypatch):
    """Run the command; return its code and, with --json, what it said of each student."""
    monkeypatch.setenv("GRADE_LANG", "en")

    def call(folder: Path, *words: str):
        code = run(["nbgrader", "autograde", "hw", "--course-dir", str(folder), *words])
        out = capsys.readouterr()
        if "--json" not in words:
            return code, out.out, out.err
        told = [json.loads(line) for line in out.out.splitlines()]
        return code, {each["student"]: each for each in told}, out.err

    return call


@pytest.mark.slow
def test_no_notebook_stops_the_others(tmp_path, autograde):
    folder, course = tmp_path, Course(tmp_path)
    for name in ("a_right", "z_right"):
        course.hand_in(name, right)
    course.hand_in("twice", CHEATS["tests_twice"])
    course.hand_in("deleted", CHEATS["deleted_tests"])
    course.hand_in("ends", CHEATS["ends_the_process"])

    def kernel(made):
        spec = {"name": "cobol", "display_name": "COBOL", "language": "cobol"}
        made.metadata["kernelspec"] = spec
        return right(made)

    course.hand_in("kernel", kernel)
    course.hand_in("broken", right).write_text('{"cells": [', encoding="utf-8")
    course.hand_in("odd", right).write_text("[]", encoding="utf-8")
    course.hand_in("huge", right).write_bytes(b" " * 26_000_000)
    many = course.hand_in("many", right).parent
    for number in range(1_100):
        (many / f"{number}.txt").touch()
    (course.hand_in("folder", right).parent / "timestamp.txt").mkdir()
    course.hand_in("ends2", right).with_name("gzip.py").write_text("import os; os._exit(0)")
    course.hand_in("digits", lambda made: edited(made, RIGHT | {"half": DIGITS}))

    code, told, _ = autograde(folder, "--json", "--jobs", "2")

    assert code == 3
    assert {name: each["status"] for name, each in told.items()} == {
        "a_right": "graded", "z_right": "graded", "twice": "graded", "deleted": "graded",
        "ends": "graded", "kernel": "graded", "broken": "not-json", "odd": "not-a-notebook",
        "huge": "too-large", "many": "graded", "digits": "graded",
        "folder": "bad-time", "ends2": "graded",
    }  # fmt: skip
    assert {name for name, each in told.items() if each["score"] == 8} == {
        "a_right", "z_right", "kernel", "many", "ends2",
    }  # fmt: skip
    assert told["digits"]["score"] == 6
    assert all(told[name]["score"] == 0 for name in ("twice", "deleted", "ends"))
    assert any("missing" in problem for problem in told["deleted"]["problems"])
    assert "26 MB" in told["huge"]["problems"][0]
    assert told["broken"]["problems"]

    code, text, _ = autograde(folder, "--student", "a_right", "--student", "broken", "--jobs", "1")
    assert code == 3
    assert "graded before" in text
    assert "8 / 8" in text
    assert "not graded: a broken file" in text
    assert "no points in the gradebook" in text


@pytest.mark.slow
def test_a_notebook_that_hangs_is_given_up_and_graded_the_next_time(tmp_path, autograde):
    # Stock nbgrader, where nothing ends a cell that catches what should interrupt it.
    hang = "import time\nwhile True:\n    try: time.sleep(60)\n    except BaseException: pass"
    course = Course(tmp_path, config="c.Execute.timeout = 100\n")
    course.hand_in("hangs", lambda made: edited(made, {"half": hang}))
    course.hand_in("right", right)
    code, told, err = autograde(tmp_path, "--json", "--jobs", "2", "--seconds", "12")
    assert code == 3
    assert told["hangs"]["status"] == "too-slow"
    assert told["right"]["score"] == 8
    assert "without walls" in err
    course.hand_in("hangs2", right)
    with (tmp_path / "nbgrader_config.py").open("a") as config:
        config.write(EXECUTOR)
    source = tmp_path / "submitted/hangs2/hw/hw.ipynb"
    (tmp_path / "submitted/hangs/hw/hw.ipynb").write_bytes(source.read_bytes())
    code, told, err = autograde(tmp_path, "--json", "--student", "hangs", "--jobs", "1")
    assert (code, told["hangs"]["status"], told["hangs"]["score"]) == (0, "graded", 8)
    assert "without walls" not in err


@pytest.mark.slow
def test_a_process_that_is_killed_costs_its_student_alone(tmp_path, autograde, monkeypatch):
    course = Course(tmp_path, config=EXECUTOR)
    slow = "import time\ntime.sleep(4)\ndef double(x): return 2 * x"
    course.hand_in("s0", lambda made: edited(made, RIGHT | {"double": slow}))
    for name in ("s1", "s2"):
        course.hand_in(name, right)

    def kill() -> None:
        for _ in range(2400):
            time.sleep(0.05)
            if (tmp_path / "autograded/s0").is_dir():
                break
        mine = [int(pid) for pid in os.listdir("/proc") if pid.isdigit() and _is_worker(pid)]
        os.kill(mine[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    code, told, _ = autograde(tmp_path, "--json", "--jobs", "1")
    killer.join()
    assert code == 3
    assert sorted(each["status"] for each in told.values()) == ["died", "graded", "graded"]
    again, told, _ = autograde(tmp_path, "--json", "--jobs", "1")
    assert again == 0
    assert {each["score"] for each in told.values()} == {8}


def _is_worker(pid: str) -> bool:
    """Whether a process was forked from what this one has started for that."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
        return b"forkserver" in words and _parent(_parent(pid)) == str(os.getpid())
    except OSError:
        return False


def _parent(pid: str) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]


@pytest.mark.slow
def test_what_is_not_there_is_named(autograde, tmp_path, tmp_path_factory, capsys):
    course = Course(tmp_path_factory.mktemp("course"))
    course.hand_in("ada", right)
    code, _, err = autograde(course.folder, "--student", "adda")
    assert code == 2
    assert "did you mean `ada`" in err
    assert run(["nbgrader", "autograde", "h", "--course-dir", str(course.folder)]) == 2
    assert run(["nbgrader", "autograde", "hw", "--course-dir", str(tmp_path)]) == 2
    assert "nbgrader_config.py" in capsys.readouterr().err
    (tmp_path / "nbgrader_config.py").write_text("c = get_config(\n")
    assert run(["nbgrader", "autograde", "hw", "--course-dir", str(tmp_path)]) == 2
    assert "SyntaxError" in capsys.readouterr().err
