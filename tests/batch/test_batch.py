"""`grade batch`: a folder of submissions is graded, recorded, told and never graded twice."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from autograder import attempts
from tests.batch.conftest import RIGHT, ROOT

SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text())


def test_every_submission_is_graded_as_it_is_alone(desk, samples):
    ran = desk.run("--json", "--seed", "7")
    assert ran.code == 0, ran.err
    reports = {report["student"]: report for report in map(json.loads, ran.out.splitlines())}
    assert len(reports) == samples
    for report in reports.values():
        jsonschema.validate(report, SCHEMA)
        assert report["isolation"]["level"] == "jail"
        assert report["seed"] is None  # a student's view
    right = {path.stem for path in (ROOT / "tests/submissions/perceptron/right").glob("*.py")}
    full = {name for name, report in reports.items() if report["points"] == report["max_points"]}
    assert full == right
    desk.hold_each_graded_once(samples)


def test_the_second_run_grades_nothing(desk, hand_in):
    hand_in(5)
    assert desk.run().code == 0
    before = desk.rows("select * from gradings")
    (desk.folder / "late.py").write_bytes(RIGHT)

    again = desk.run()

    assert again.code == 0
    assert "1 graded in" in again.out
    assert "5 graded before" in again.out
    assert set(before) < set(desk.rows("select * from gradings"))
    desk.hold_each_graded_once(6)


def test_what_is_handed_in_anew_is_a_new_attempt(desk, hand_in):
    hand_in(1)
    desk.run()
    (desk.folder / "student000.py").write_bytes(RIGHT + b"\n# better\n")
    ran = desk.run("--json")
    assert json.loads(ran.out)["attempt"] == 2


def test_a_bad_submission_stops_no_other(desk, hand_in):
    hand_in(3)
    (desk.folder / "empty.py").write_bytes(b"")
    (desk.folder / "binary.py").write_bytes(b"\0\xff" * 100)
    (desk.folder / "folder").mkdir()
    (desk.folder / "broken.zip").write_bytes(b"PK\x03\x04 not really")
    (desk.folder / "broken.ipynb").write_text("{" * 10_000)
    (desk.folder / "read me.txt").write_text("not a submission")
    (desk.folder / "link.py").symlink_to("/etc/passwd")
    (desk.folder / "syntax.py").write_text("def (")
    (desk.folder / "exit.py").write_text("import os\nos._exit(0)\n")

    ran = desk.run("--json")

    assert ran.code == 0, ran.err
    reports = {report["student"]: report for report in map(json.loads, ran.out.splitlines())}
    for name in ("empty", "binary", "folder", "broken"):
        report = reports.get(name)
        if name == "broken":  # two files that would be one student
            assert report is None
            continue
        jsonschema.validate(report, SCHEMA)
        assert (report["status"], report["points"]) == ("rejected", 0)
        assert report["message"]
    assert reports["syntax"]["points"] == reports["exit"]["points"] == 0
    assert sum(report["status"] == "graded" for report in reports.values()) == 5
    for name in ("broken.zip", "broken.ipynb", "read me.txt", "link.py"):
        assert name in ran.err
    desk.hold_each_graded_once(5)


def test_what_lies_in_the_folder_is_not_imported(desk, hand_in):
    hand_in(2)
    trap = f"open({str(desk.database.parent / 'trapped')!r}, 'w')\n"
    for name in ("multiprocessing", "numpy", "pickle", "pytest", "sitecustomize", "autograder"):
        (desk.folder / f"{name}.py").write_text(trap)
    (desk.folder / "pytest.ini").write_text("[pytest]\naddopts = --nonsense\n")
    # As pip installs it; `python -m` would look into this very folder first.
    command = [str(Path(sys.executable).with_name("grade")), *desk.command[3:]]
    environment = desk.environment
    done = subprocess.run(
        command, cwd=desk.folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not (desk.database.parent / "trapped").exists()
    desk.hold_each_graded_once(8)


@pytest.mark.parametrize(("language", "words"), [("en", "full points"), ("ko", "만점")])
def test_the_table_is_there_for_people(desk, hand_in, language, words):
    hand_in(2)
    (desk.folder / "wrong.py").write_text("def nothing(): pass\n")
    (desk.folder / "none.py").write_bytes(b"")
    ran = desk.run("--lang", language)
    assert ran.code == 0
    assert words in ran.out
    for name in ("student000", "student001", "wrong", "none"):
        assert name in ran.out


def test_moodle_and_canvas_downloads(desk):
    moodle = desk.folder / "홍길동_123456_assignsubmission_file"
    moodle.mkdir()
    (moodle / "perceptron.py").write_bytes(RIGHT)
    report = json.loads(desk.run("--layout", "moodle", "--json").out)
    assert (report["student"], report["points"]) == ("홍길동_123456", report["max_points"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--jobs", "0"], "--jobs"),
        (["--layout", "blackboard"], "blackboard"),
        (["--assignment", "perceptrom"], "perceptron"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--jobs"),
        (["--layout", "canvas"], "canvas"),
    ],
)
def test_bad_input_is_one_error_with_a_hint(desk, hand_in, options, words):
    hand_in(1)
    ran = desk.run(*options)
    assert ran.code == 2
    assert words in ran.err
    assert "hint:" in ran.err
    assert "Traceback" not in ran.err


def test_ctrl_c_keeps_what_is_graded_and_frees_the_rest(desk, hand_in):
    hand_in(60)
    command = [*desk.command, "--json"]
    pipe = subprocess.PIPE
    batch = subprocess.Popen(
        command, env=desk.environment, cwd=ROOT, stdout=pipe, stderr=pipe, start_new_session=True
    )
    assert batch.stdout
    batch.stdout.readline()
    os.killpg(batch.pid, 2)  # a terminal sends it to everybody in the foreground
    _, err = batch.communicate(timeout=60)
    assert batch.returncode == 130
    assert "the same command goes on" in err.decode()
    assert desk.rows("select count(*) from submissions where lease_owner is not null") == [(0,)]
    assert desk.run().code == 0
    desk.hold_each_graded_once(60)


def test_two_batches_at_once_grade_everything_once(desk, hand_in):
    hand_in(30)
    batches = [
        subprocess.Popen(desk.command, env=desk.environment, cwd=ROOT, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [batch.wait(120) for batch in batches] == [0, 0]
    desk.hold_each_graded_once(30)


def test_only_the_dead_lose_their_leases():
    node = attempts.owner().rpartition(":")[0]
    dead = subprocess.Popen(["true"])
    dead.wait()
    owners = {attempts.owner(), f"{node}:{dead.pid}", "elsewhere:1", f"{node}:1", "odd", "a:b:c"}
    assert attempts.dead_owners(owners) == {f"{node}:{dead.pid}"}


def test_a_process_that_hangs_ends_itself(tmp_path):
    program = (
        "import faulthandler, sys, time\n"
        "from autograder.batch import work\n"
        "work._open.judge = lambda bench: time.sleep(60)\n"
        "bench = work.Bench(course='', slug='', suite_sha256='', level=None, seconds=0.5)\n"
        "work.grade_task(work.Task(bench, {}, 0))\n"
    )
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Timeout" in done.stderr
    assert time.monotonic() - began < 30


def test_the_commands_of_the_docs_work(tmp_path, desk):
    shutil.copytree(ROOT / "assignments", tmp_path / "course" / "assignments")
    shutil.copytree(ROOT / "solutions", tmp_path / "course" / "solutions")
    folder = tmp_path / "course" / "handed-in"
    folder.mkdir()
    shutil.copy(ROOT / "solutions/conv2d/conv2d.py", folder / "alice.py")
    text = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- batch -->\n```sh\n(.*?)```", text, re.DOTALL)
    assert block
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = desk.environment | {"PATH": path, "PYTHONPATH": str(ROOT)}
    del environment["GRADE_COURSE"]
    for line in block[1].splitlines():
        done = subprocess.run(
            line, shell=True, cwd=folder.parent, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    desk.hold_each_graded_once(1)
