"""A child process gives an answer, or is ended."""

import os
import time

import pytest

from autograder.diagnosis.child import limited

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")


def test_an_answer_comes_back() -> None:
    assert limited(lambda: {"a": ["b"]}, cpu_seconds=5, wall_seconds=30) == {"a": ["b"]}


def test_a_large_answer_comes_back_whole() -> None:
    answer = ["x" * 1000] * 3000
    assert limited(lambda: answer, cpu_seconds=5, wall_seconds=30) == answer


def test_what_hangs_is_ended() -> None:
    started = time.monotonic()
    assert limited(lambda: time.sleep(60), cpu_seconds=5, wall_seconds=0.3) is None
    assert time.monotonic() - started < 20


def test_what_computes_for_ever_is_ended() -> None:
    def endless() -> None:
        while True:
            pass

    assert limited(endless, cpu_seconds=1, wall_seconds=60) is None


def test_what_takes_all_memory_is_ended() -> None:
    assert limited(lambda: len(bytearray(8 << 30)), cpu_seconds=5, wall_seconds=30) is None


def test_what_raises_gives_no_answer_and_leaves_no_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fork, pids = os.fork, []

    def noted() -> int:
        pids.append(fork())
        return pids[-1]

    def broken() -> None:
        raise KeyError("x")

    monkeypatch.setattr(os, "fork", noted)
    assert limited(broken, cpu_seconds=5, wall_seconds=30) is None
    with pytest.raises(ChildProcessError):
        os.waitpid(pids[0], os.WNOHANG)
