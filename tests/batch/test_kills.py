"""Whatever is killed, whenever: every submission ends graded once, and nothing is left behind.

`GRADE_TEST_KILLS=20` kills each kind of process at 20 random moments.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = int(os.environ.get("GRADE_TEST_KILLS", "3"))
STUDENTS = 40
# From the first process of a kind until about the end of the run [s].
LATEST = {"batch": 2.2, "worker": 1.8, "zygote": 0.9}


def run_and_kill(what: str, desk) -> dict:  # type: ignore[no-untyped-def]
    """Run the batch and kill something in it; nothing is left of it afterwards."""
    moment = random.SystemRandom().uniform(0, LATEST[what])
    script = Path(__file__).with_name("subreaper.py")
    done = subprocess.run(
        [sys.executable, str(script), what, str(moment), *desk.command],
        env=desk.environment, capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, (moment, done.stderr)
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("_again", range(KILLS))
def test_a_killed_batch_goes_on_where_it_stopped(desk, hand_in, _again):
    hand_in(STUDENTS)
    killed = run_and_kill("batch", desk)
    assert killed["code"] == -9 or not killed["killed"]

    again = desk.run()

    assert again.code == 0, again.err
    desk.hold_each_graded_once(STUDENTS)


@pytest.mark.slow
@pytest.mark.parametrize("_again", range(KILLS))
@pytest.mark.parametrize("what", ["worker", "zygote"])
def test_a_batch_outlives_its_processes(desk, hand_in, what, _again):
    hand_in(STUDENTS)
    assert run_and_kill(what, desk)["code"] == 0
    desk.hold_each_graded_once(STUDENTS)
