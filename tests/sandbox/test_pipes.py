"""Waiting for a process always ends: by its answer, its end, our deadline or its output."""

import contextlib
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from autograder.sandbox.bodies import OwnProcess
from autograder.sandbox.pipes import (
    DeadlinePassed,
    Ended,
    Pipes,
    PolledPipes,
    Printed,
    PrintedTooMuch,
    ThreadedPipes,
)

Start = Callable[..., Pipes]
# A busy machine takes a while to start an interpreter.
LONG = 30.0

needs_poll = pytest.mark.skipif(not hasattr(select, "poll"), reason="no poll here")


@pytest.fixture(params=[pytest.param(PolledPipes, marks=needs_poll), ThreadedPipes])
def start(request: pytest.FixtureRequest) -> Iterator[Start]:
    """Start a small program behind pipes of each kind."""
    started: list[tuple[subprocess.Popen[bytes], Pipes]] = []

    def starting(program: str, *, limit: int = 1 << 20) -> Pipes:
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", f"import os, time\n{program}"],
            stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True,
        )  # fmt: skip
        pipes = request.param(OwnProcess(process), Printed(limit))
        started.append((process, pipes))
        return pipes

    yield starting
    for process, pipes in started:
        process.kill()
        process.wait()
        with contextlib.suppress(OSError):
            pipes.close()
        for stream in (process.stdin, process.stdout, process.stderr):
            assert stream
            assert stream.closed


def soon(seconds: float = LONG) -> float:
    return time.monotonic() + seconds


def test_what_is_sent_comes_back(start: Start) -> None:
    pipes = start("while part := os.read(0, 1 << 16): os.write(1, part)")
    content = os.urandom(300_000)
    for at in range(0, len(content), 30_000):
        pipes.write([memoryview(content)[at : at + 30_000]], soon())
        assert pipes.read(30_000, soon()) == content[at : at + 30_000]


def test_reading_takes_exactly_what_was_asked(start: Start) -> None:
    pipes = start("os.write(1, b'abcdef'); time.sleep(60)")
    assert pipes.read(2, soon()) == b"ab"
    assert pipes.read(0, soon()) == b""
    assert pipes.read(4, soon()) == b"cdef"


def test_no_answer_in_time(start: Start) -> None:
    pipes = start("time.sleep(60)")
    before = time.monotonic()
    with pytest.raises(DeadlinePassed):
        pipes.read(1, soon(0.3))
    assert 0.25 < time.monotonic() - before < 5


def test_a_drip_of_bytes_does_not_outlive_the_deadline(start: Start) -> None:
    pipes = start("while True: os.write(1, b'x'); time.sleep(0.01)")
    pipes.read(1, soon())
    with pytest.raises(DeadlinePassed):
        pipes.read(10_000, soon(0.5))


def test_nobody_reads_what_we_send(start: Start) -> None:
    pipes = start("time.sleep(60)")
    before = time.monotonic()
    with pytest.raises(DeadlinePassed):
        pipes.write([bytes(10_000_000)], soon(0.5))
    assert time.monotonic() - before < LONG


def test_the_end_of_the_process_is_seen(start: Start) -> None:
    pipes = start("os.write(1, b'abc')")
    with pytest.raises(Ended):
        pipes.read(4, soon())
    with pytest.raises(Ended):
        pipes.write([bytes(100_000)] * 100, soon())


def test_what_is_printed_is_kept_aside(start: Start) -> None:
    pipes = start("os.write(2, b'hello'); os.write(1, b'x'); time.sleep(60)")
    pipes.read(1, soon())
    end = soon()
    text = ""
    while not text and time.monotonic() < end:
        pipes.drain()
        text = pipes.printed.take()
    assert text == "hello"
    assert pipes.printed.take() == ""


def test_printing_never_holds_the_process(start: Start) -> None:
    pipes = start("os.write(2, bytes(900_000)); os.write(1, b'x'); time.sleep(60)")
    assert pipes.read(1, soon()) == b"x"


@pytest.mark.parametrize("answer", ["", "os.write(1, b'x'); "])
def test_printing_without_end_ends(start: Start, answer: str) -> None:
    pipes = start(f"{answer}os.write(2, bytes(200_000)); time.sleep(60)", limit=100_000)
    with pytest.raises(PrintedTooMuch):
        pipes.read(2, soon())


def test_closing_the_printed_road_is_no_end(start: Start) -> None:
    pipes = start("os.close(2); os.write(1, b'x'); time.sleep(60)")
    assert pipes.read(1, soon()) == b"x"
    pipes.drain()
    with pytest.raises(DeadlinePassed):
        pipes.read(1, soon(0.2))


def test_printed_text_is_cut_and_always_text() -> None:
    printed = Printed(1000, keep=5)
    printed.add("한".encode()[:2] + b"\xffabcdef")
    assert printed.take() == "\\xed\\x95\\xffab\n… (+4)"
    printed.add(b"\x1b[2J")
    assert printed.take() == "\x1b[2J"
    with pytest.raises(PrintedTooMuch):
        printed.add(bytes(1000))
