"""Over real pipes: early, second, late, dripping and replayed replies end well."""

import itertools
import os
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import SandboxError
from autograder.model import Limits
from autograder.sandbox import process
from autograder.sandbox.answers import Answer
from autograder.sandbox.bodies import Streams
from autograder.sandbox.inside import wire
from autograder.sandbox.pipes import PolledPipes, ThreadedPipes
from autograder.sandbox.process import WorkerProcess
from tests.sandbox.fuzz import frames
from tests.sandbox.fuzz.harness import Behind, hold_answer

# What is sent after a request, given the nonces of all requests so far; in chunks.
Turn = Callable[[list[str]], Iterable[bytes]]
SOON = Limits(array_mb=1, call_seconds=0.2)
# A busy machine may be slow; no example waits for this.
PATIENT = Limits(array_mb=1, call_seconds=30)

few = settings(deadline=None, database=None, derandomize=True, max_examples=25)
posix = pytest.mark.skipif(not hasattr(os, "set_blocking"), reason="pipes of POSIX")


@pytest.fixture(
    autouse=True, scope="module", params=[pytest.param(PolledPipes, marks=posix), ThreadedPipes]
)
def _pipes(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "pipes_for", request.param)
        yield


class Peer:
    """The other end of three pipes: a thread that reads each request and takes its turn.

    Args:
        turns: what it sends, the first after the request to lock itself in.
        stays: it keeps its end open after the last turn, until it is killed.
    """

    pid = 0

    def __init__(self, *turns: Turn, stays: bool = False) -> None:
        (source, requests), (replies, sink), (printed, err) = (os.pipe() for _ in range(3))
        self.streams = Streams(
            os.fdopen(requests, "wb"), os.fdopen(replies, "rb"), os.fdopen(printed, "rb")
        )
        self._turns, self._stays = turns, stays
        self._killed = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(source, sink, err), daemon=True)
        self._thread.start()

    def kill(self) -> None:
        """End it."""
        self._killed.set()

    def exit_code(self, seconds: float) -> int | None:
        """It ends well."""
        self._thread.join(seconds)
        return 0

    def _serve(self, source: int, sink: int, err: int) -> None:
        nonces: list[str] = []
        try:
            with os.fdopen(source, "rb") as requests:
                for turn in self._turns:
                    start = wire.FLUSH
                    while start == wire.FLUSH:
                        start = requests.read(wire.LENGTHS)
                    header, payload = wire.lengths(start, 1 << 20)
                    nonces.append(wire.parse_header(requests.read(header))["nonce"])
                    requests.read(payload)
                    for chunk in turn(nonces):
                        if self._killed.is_set():
                            return
                        os.write(sink, chunk)
                self._killed.wait(60 if self._stays else 0)
        except (OSError, wire.WireError):
            return
        finally:
            os.close(sink)
            os.close(err)


def greets(nonces: list[str]) -> Iterable[bytes]:
    yield frames.framed({"nonce": nonces[-1], "layers": [], "refused": {}})


def right(value: Any, which: int = -1) -> Turn:
    """Reply with a value, under the nonce of the last request or of another."""

    def turn(nonces: list[str]) -> Iterable[bytes]:
        yield frames.sent(value).replace(frames.NONCE.encode(), nonces[which].encode())

    return turn


def both(*turns: Turn) -> Turn:
    """Take several turns at once."""
    return lambda nonces: [b"".join(chunk for turn in turns for chunk in turn(nonces))]


def raw(content: bytes) -> Turn:
    return lambda _nonces: [content] if content else []


def answers(peer: Peer, calls: int, limits: Limits = PATIENT) -> list[Answer]:
    """Greet a peer, call it some times, and hold what came of each call."""
    worker = WorkerProcess(peer, "limits", limits)
    worker.wait_until_ready()
    sandbox = Behind(worker)
    given_back = []
    for _ in range(calls):
        answer = sandbox.call("f", [1], {}, returns="array")
        hold_answer(answer)
        given_back.append(answer)
        if answer.died:
            break
    worker.close()
    peer._thread.join(5)
    assert not peer._thread.is_alive()
    return given_back


def cause(answer: Answer) -> str | None:
    return answer.died.cause if answer.died else None


SPOILED = st.builds(
    lambda frame, seed: frames.spoil(frame, random.Random(seed)),
    st.sampled_from([frame for _, frame in frames.whole_frames()]),
    st.integers(0, 1 << 32),
)


@few
@given(st.lists(st.integers(0, 5000), max_size=20), st.integers(0, 2000))
def test_a_reply_comes_in_any_pieces(cuts: list[int], size: int) -> None:
    value = ["x" * size, 1]

    def turn(nonces: list[str]) -> Iterable[bytes]:
        whole = b"".join(right(value)(nonces))
        places = sorted({min(cut, len(whole)) for cut in [0, *cuts, len(whole)]})
        for start, stop in itertools.pairwise(places):
            yield whole[start:stop]

    (answer,) = answers(Peer(greets, turn), 1)
    assert answer.value == value


@few
@given(SPOILED | st.binary(min_size=1, max_size=40))
def test_what_is_sent_before_it_was_asked_for_is_never_an_answer(early: bytes) -> None:
    (answer,) = answers(Peer(both(greets, raw(early)), right(1)), 1)
    assert cause(answer) in ("wire", "exit")


@few
@given(SPOILED | st.binary(min_size=1, max_size=40))
def test_what_is_sent_after_the_answer_is_never_the_next(late: bytes) -> None:
    first, second = answers(Peer(greets, both(right(1), raw(late)), right(2)), 2)
    assert first.value == 1
    assert cause(second) in ("wire", "exit")


@few
@given(SPOILED | st.binary(max_size=100))
def test_any_reply_ends(reply: bytes) -> None:
    (answer,) = answers(Peer(greets, raw(reply)), 1)
    assert cause(answer) in ("wire", "exit")


@few
@given(SPOILED | st.binary(max_size=100))
def test_any_first_reply_starts_no_worker(reply: bytes) -> None:
    peer = Peer(raw(reply))
    worker = WorkerProcess(peer, "limits", PATIENT)
    with pytest.raises(SandboxError):
        worker.wait_until_ready()
    worker.close()


@pytest.mark.parametrize("which", [0, 1])
def test_a_nonce_counts_once(which: int) -> None:
    first, second = answers(Peer(greets, right(1), right(2, which)), 2)
    assert first.value == 1
    assert second.died is not None
    assert (second.died.cause, second.died.detail) == ("wire", "a reply that nobody asked for")


def test_a_second_reply_is_never_taken() -> None:
    first, second = answers(Peer(greets, both(right(1), right(2)), right(3)), 2)
    assert first.value == 1
    assert cause(second) == "wire"


@pytest.mark.parametrize(
    "change", [lambda n: n[::-1], lambda n: n[:-1], lambda n: n + "0", lambda n: [n]]
)
def test_a_nonce_is_taken_as_it_was_sent(change: Callable[[str], Any]) -> None:
    def turn(nonces: list[str]) -> Iterable[bytes]:
        yield frames.framed({"nonce": change(f"{nonces[-1]}"), "result": 1, "changed": []})

    (answer,) = answers(Peer(greets, turn), 1)
    assert cause(answer) == "wire"


@pytest.mark.parametrize("part", ["start", "header", "payload"])
def test_a_drip_ends_with_the_time(part: str) -> None:
    def turn(nonces: list[str]) -> Iterable[bytes]:
        whole = b"".join(right([b"x"] * 5000)(nonces))
        whole = whole[:4] + (1 << 20).to_bytes(8, "big") + whole[wire.LENGTHS :]
        at = {"start": 0, "header": 20, "payload": len(whole)}[part]
        yield whole[:at]
        for byte in whole[at:] + bytes(10_000):
            yield bytes([byte])
            time.sleep(0.01)

    started = time.monotonic()
    (answer,) = answers(Peer(greets, turn), 1, SOON)
    assert cause(answer) == "time"
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("length", [0, 11, 40])
def test_a_reply_that_stops_ends_with_the_time(length: int) -> None:
    def turn(nonces: list[str]) -> Iterable[bytes]:
        if length:
            yield b"".join(right(1)(nonces))[:length]

    (answer,) = answers(Peer(greets, turn, stays=True), 1, SOON)
    assert cause(answer) == "time"
