"""What one grading may do to another: to the next of the same judge, and to one at its side."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder import grading, submission
from autograder.model import Limits
from autograder.sandbox import survey

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LIMITS = Limits(call_seconds=5, total_seconds=60, memory_mb=1024)
# What goes on beside a right submission: processor, memory, threads, signals, printing, the wire.
AT_ITS_SIDE = [
    "fork_bomb", "python_threads", "thread_bomb", "memory_little_by_little", "busy_behind_right",
    "signal_storm", "kill_others", "attack_the_zygote", "print_byte_by_byte", "die_in_every_call",
    "forge_zygote_messages", "exhaust_descriptors", "stop_itself",
]  # fmt: skip
BEFORE_IT = [
    "forge_reply_early", "crash", "memory_little_by_little", "answer_late",
    "exhaust_descriptors", "wire_without_waiting", "patched_builtins", "kill_itself",
]  # fmt: skip
# Grades each of the files named, at a level, in a process of its own; tells when it begins.
GRADE_THEM = """
import json, sys
from pathlib import Path
from autograder import course, grading, submission
from autograder.model import Limits
root, level, limits, *paths = sys.argv[1:]
assignment = course.load(Path(root) / "assignments").assignment("conv2d")
assignment = assignment.model_copy(update={"limits": Limits.model_validate_json(limits)})
with grading.Judge(assignment, assignment.hidden_suite, level=level) as judge:
    print("ready", flush=True)
    for path in paths:
        graded = judge.grade(submission.read([Path(path)], assignment), seed=7)
        print(json.dumps([path, graded.status, graded.points]), flush=True)
"""


@pytest.fixture(params=["jail", "landlock"])
def level(request):
    if not next(status for status in survey().levels if status.level == request.param).works:
        pytest.skip(f"{request.param} does not work here")
    return request.param


@pytest.fixture
def judge(assignment, level):
    limited = assignment.model_copy(update={"limits": LIMITS})
    with grading.Judge(limited, limited.hidden_suite, level=level) as judge:
        yield judge


@pytest.fixture
def written(tmp_path, places):
    """Write a sample above a right solution, as `conv2d.py` in a folder of its own."""

    def write(name, folder="conv2d"):
        source = (HERE / folder / f"{name}.py").read_text() if name else ""
        for word in ("HOME", "TMP"):
            source = source.replace(f"@{word}@", str(places["folder"] / word.lower()))
        path = tmp_path / (name or "right") / "conv2d.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(source + (HERE / "right.py").read_text())
        return path

    return write


def handed_in(path, assignment):
    return submission.read([path], assignment)


def said(graded):
    return graded.model_dump_json(include={"checks": {"__all__": {"outcome", "finding"}}})


def test_the_next_submission_finds_no_traces(judge, assignment, written):
    traces = handed_in(written("leave_traces", "others"), assignment)
    look = handed_in(written("look_for_traces", "others"), assignment)
    for seed in range(3):  # whichever worker is the spare one, it is forked before or after
        assert judge.grade(traces, seed=seed).points == 0
        graded = judge.grade(look, seed=seed)
        assert graded.points == assignment.max_points, said(graded)


def test_the_next_submission_gets_its_points(judge, assignment, written):
    right = handed_in(written(""), assignment)
    for name in BEFORE_IT:
        hostile = judge.grade(handed_in(written(name), assignment), seed=7)
        assert hostile.status == "graded", name
        graded = judge.grade(right, seed=7)
        assert graded.points == assignment.max_points, (name, said(graded))


def test_workers_of_one_zygote_draw_different_numbers(judge, assignment, written):
    tell = handed_in(written("tell_numbers", "others"), assignment)
    told = [
        judge.grade(tell, seed=7).checks[0].finding.error_text.removeprefix("ValueError: ").split()
        for _ in range(3)
    ]
    for numbers in zip(*told, strict=True):
        assert len(set(numbers)) == len(told)


def test_a_submission_at_the_side_of_hostile_ones_gets_its_points(
    judge, level, assignment, written
):
    right = handed_in(written(""), assignment)
    limits = LIMITS.model_copy(update={"call_seconds": 1.0})
    command = [sys.executable, "-c", GRADE_THEM, str(ROOT), level, limits.model_dump_json()]
    paths = [str(written(name)) for name in AT_ITS_SIDE]
    times = []
    with subprocess.Popen([*command, *paths], stdout=subprocess.PIPE, text=True) as hostile:
        assert hostile.stdout.readline() == "ready\n"
        while hostile.poll() is None:
            started = time.monotonic()
            graded = judge.grade(right, seed=7)
            times.append(time.monotonic() - started)
            assert graded.points == assignment.max_points, said(graded)
        results = [json.loads(line) for line in hostile.stdout]
    assert len(times) > 3
    assert max(times) < LIMITS.call_seconds
    assert [path for path, status, _ in results if status == "graded"] == paths
