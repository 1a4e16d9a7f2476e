"""The same batch on a real Dask cluster: a scheduler and two workers, one of which dies."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.subreaper import below, command_line

ROOT = Path(__file__).parents[2]
STUDENTS = 60
KILLS = int(os.environ.get("GRADE_TEST_KILLS", "1"))


def _started(words: list[str], desk, log: Path) -> subprocess.Popen:
    # Dask keeps things in its temporary folder, which is none of ours.
    environment = desk.environment | {"TMPDIR": str(log.parent)}
    command = [sys.executable, "-m", "dask", *words]
    with log.open("wb") as out:
        return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=out, stderr=out)


@pytest.fixture
def cluster(desk, tmp_path):
    """Start a scheduler and two workers; yield its address and their processes."""
    file = tmp_path / "scheduler.json"
    local = tmp_path / "dask"
    shared = ["--scheduler-file", str(file), "--no-dashboard"]
    scheduler = ["scheduler", *shared, "--host", "127.0.0.1", "--port", "0"]
    worker = ["worker", *shared, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny"]
    worker += ["--local-directory", str(local)]
    processes = [_started(scheduler, desk, tmp_path / "scheduler.log")]
    try:
        deadline = time.monotonic() + 60
        while not file.exists() or not file.read_text().strip():
            assert time.monotonic() < deadline, (tmp_path / "scheduler.log").read_text()
            time.sleep(0.05)
        address = json.loads(file.read_text())["address"]
        workers = [_started(worker, desk, tmp_path / f"worker{number}.log") for number in (1, 2)]
        processes += workers
        yield address, workers
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def _on(desk, address: str) -> list[str]:
    """Return the command that grades over a cluster."""
    return [*desk.command[:-2], "--scheduler", address, "--json"]


@pytest.mark.slow
@pytest.mark.parametrize("_again", range(KILLS))
def test_a_worker_that_dies_in_the_middle_costs_nothing(desk, hand_in, cluster, tmp_path, _again):
    address, workers = cluster
    hand_in(STUDENTS)
    errors = tmp_path / "errors.txt"
    with errors.open("wb") as stderr:
        batch = subprocess.Popen(
            _on(desk, address), env=desk.environment, cwd=ROOT, stdout=subprocess.PIPE,
            stderr=stderr,
        )  # fmt: skip
    assert batch.stdout
    with batch.stdout as lines:  # to its end: `communicate` would lose what is buffered here
        seen = [json.loads(line) for _, line in zip(range(1 + _again % 20), lines, strict=False)]
        born = below(workers[0].pid)
        assert born  # its zygote at least
        workers[0].kill()
        seen += map(json.loads, lines)
    assert batch.wait(timeout=120) == 0, errors.read_text()
    assert len({report["student"] for report in seen}) == len(seen) == STUDENTS
    assert {report["points"] for report in seen} == {seen[0]["max_points"]}
    desk.hold_each_graded_once(STUDENTS)
    assert not [pid for pid in born if "inside.zygote" in command_line(pid)]


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_an_error_with_a_hint(desk, hand_in):
    hand_in(1)
    command = _on(desk, "tcp://127.0.0.1:1")
    done = subprocess.run(
        command, env=desk.environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "127.0.0.1:1" in done.stderr
    assert "hint:" in done.stderr
