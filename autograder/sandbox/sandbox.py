"""One submission behind its walls: load it, call it, replace a worker that died.

Everything above asks a `Sandbox`; how a worker is made is known below it alone.
"""

import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.closing import Closing
from autograder.model import Isolation, Level, Limits
from autograder.sandbox.answers import (
    Answer,
    RemoteHandle,
    changed_arguments,
    raised_from,
    with_handles,
)
from autograder.sandbox.inside import wire
from autograder.sandbox.levels import best_level
from autograder.sandbox.process import Died, Reply, WorkerProcess, start_worker

# What the trusted side may send in one call; suites are ours, so this only catches mistakes.
_REQUEST_BYTES = 1 << 30
_MAX_RELEASED = 1000  # handles that one request gives back


class _Life:
    """One worker process, and the calls that it has been asked for."""

    def __init__(self, process: WorkerProcess) -> None:
        self.process = process
        self.is_loaded = False
        self.released: list[int] = []
        self.asked: deque[Asked] = deque()
        self._handles = 0

    def new_handle(self) -> RemoteHandle:
        """Return a handle for a value that is not there yet."""
        self._handles += 1
        return RemoteHandle(self._handles, self.released)

    def owns(self, handle: RemoteHandle) -> bool:
        """Whether a handle's value is in this worker."""
        return handle.released is self.released


class Asked:
    """A call that has been asked for.

    Args:
        sandbox: what it was asked of.
        sent: its arguments.
        handles: its values that will stay in the worker, by their place in the result.
        answer: where it is known already.
    """

    def __init__(
        self,
        sandbox: "Sandbox",
        sent: Sequence[Any] = (),
        handles: "Mapping[int, RemoteHandle] | None" = None,
        answer: Answer | None = None,
    ) -> None:
        self._sandbox = sandbox
        self.sent = sent
        self.handles = handles or {}
        self.known = answer

    def answer(self) -> Answer:
        """Wait until it has ended, and say how."""
        return self.known or self._sandbox.wait_for(self)


class Sandbox(Closing):
    """Runs one submission; a context manager.

    Args:
        files: the submitted files by name.
        main: the file that is the module to call.
        limits: what it may use; the total time counts over all of its workers.
        level: the walls; by default the best that work here.

    Raises:
        SandboxError: no worker could be started.
    """

    def __init__(
        self, files: Mapping[str, bytes], main: str, limits: Limits, *, level: Level | None = None
    ) -> None:
        self._files = dict(files)
        self._main = main
        self._limits = limits
        self._level: Level = level or best_level()
        self._left = limits.total_seconds
        self._load_failure: Answer | None = None
        self._one_by_one = False
        self._life: _Life | None = self._start()
        self.isolation: Isolation = self._life.process.isolation

    def close(self) -> None:
        """End the worker."""
        if self._life:
            self._life.process.close()
            self._life = None

    def call(
        self, function: str, arguments: Sequence[Any], options: Mapping[str, Any], *, returns: Any
    ) -> Answer:
        """Call a function of the submission and wait for the answer; see `ask`."""
        return self.ask(function, arguments, options, returns=returns).answer()

    def ask(
        self, function: str, arguments: Sequence[Any], options: Mapping[str, Any], *, returns: Any
    ) -> Asked:
        """Ask for a call of a function of the submission; those asked for together cost less.

        They run in the order in which they are asked for. Once a worker has died while several
        were under way, which leaves open in which of them, each waits for the one before.

        Args:
            function: its name.
            arguments: arrays, numbers, texts, lists, tuples, dicts, Generators or handles.
            options: keyword arguments, likewise.
            returns: what stays behind as a handle (see `course.Function`).

        Returns:
            What the value, or what went wrong, can be had of; nothing that the submission does
            raises here.
        """
        failure, life = self._ready(), self._life
        kinds = returns if isinstance(returns, list) else [returns]
        places = [at for at, kind in enumerate(kinds) if kind == "handle"]
        sent = [*arguments, *options.values()]
        if life and any(isinstance(value, RemoteHandle) and not life.owns(value) for value in sent):
            failure = failure or Answer(problem="lost")
        if failure or life is None:
            return Asked(self, handles={at: RemoteHandle(0, []) for at in places}, answer=failure)
        handles = {at: life.new_handle() for at in places}
        encoder = wire.Encoder(_REQUEST_BYTES)
        request = {
            "do": "call",
            "function": function,
            "arguments": encoder.node([_plain(value) for value in arguments]),
            "options": encoder.node({name: _plain(value) for name, value in options.items()}),
            "returns": returns,
            "handles": [handle.number for handle in handles.values()],
            "release": life.released[:_MAX_RELEASED],
        }
        del life.released[:_MAX_RELEASED]
        asked = Asked(self, sent, handles)
        life.process.queue(request, encoder)
        life.asked.append(asked)
        if self._one_by_one:
            self.wait_for(asked)
        return asked

    def wait_for(self, asked: Asked) -> Answer:
        """Read answers until that of one call is known."""
        while asked.known is None:
            assert self._life
            oldest = self._life.asked[0]
            oldest.known = self._next_answer()
        return asked.known

    def hurry(self, *, call_seconds: float, total_seconds: float) -> None:
        """Allow no more than this from now on [s]."""
        calls = min(call_seconds, self._limits.call_seconds)
        self._limits = self._limits.model_copy(update={"call_seconds": calls})
        self._left = min(total_seconds, self._left)

    def forget(self) -> None:
        """Take the answers that nobody has waited for, so that the next call is the next."""
        while self._life and self._life.asked:
            self.wait_for(self._life.asked[-1])

    def _ready(self) -> Answer | None:
        """Have a worker with the submission loaded; return why there is none."""
        if self._load_failure:
            return self._load_failure
        if self._life and self._life.is_loaded:
            return None
        if self._left <= 0:
            return Answer(died=self._out_of_time())
        life = self._life = self._life or self._start()
        encoder = wire.Encoder(_REQUEST_BYTES)
        files = {name: np.frombuffer(content, np.uint8) for name, content in self._files.items()}
        loading = Asked(self)
        life.process.queue(
            {"do": "load", "main": self._main, "files": encoder.node(files)}, encoder
        )
        life.asked.append(loading)
        answer = self.wait_for(loading)
        life.is_loaded = answer.is_value
        if answer.died and answer.died.cause == "total":
            return answer  # earlier calls took the time, it is not the file's fault
        if not life.is_loaded:
            self._load_failure = replace(answer, is_loading=True)
        return self._load_failure

    def _next_answer(self) -> Answer:
        """Read the answer to the oldest call, within what is left of the time."""
        life = self._life
        assert life
        seconds = min(self._limits.call_seconds, self._left)
        if seconds <= 0:
            return self._lose(self._out_of_time())
        started = time.monotonic()
        try:
            reply = life.process.reply(seconds)
            answer = self._read(reply, life, life.asked[0])
            life.asked.popleft()
        except wire.WireError as err:
            answer = self._lose(Died("wire", str(err)))
        except Died as err:
            is_total = err.cause == "time" and seconds < self._limits.call_seconds
            answer = self._lose(self._out_of_time() if is_total else err)
        if not answer.is_blurred:  # else all of it is done again
            self._left -= time.monotonic() - started
        return answer

    def _out_of_time(self) -> Died:
        return Died("total", f"{self._limits.total_seconds:g}")

    def _lose(self, why: Died) -> Answer:
        """Give up the worker and all that it was asked for; the next call gets a new one."""
        life = self._life
        assert life
        life.process.close()
        self._life = None
        is_blurred = len(life.asked) > 1
        self._one_by_one |= is_blurred
        for asked in life.asked:
            asked.known = Answer(died=why, is_blurred=True)
        return Answer(died=why, printed=life.process.printed(), is_blurred=is_blurred)

    def _read(self, reply: Reply, life: _Life, asked: Asked) -> Answer:
        """Turn a reply into an answer; every field of it is checked.

        Raises:
            WireError: the reply is not one.
        """
        header, printed = reply.header, life.process.printed()
        if "raised" in header:
            return Answer(raised=raised_from(header["raised"], self._files), printed=printed)
        if "missing" in header:
            return Answer(problem="missing", detail=self._main, printed=printed)
        if "too_large" in header:
            return Answer(
                problem="too-large",
                detail=wire.clean_text(str(header["too_large"]))[:300],
                printed=printed,
            )
        if header.get("loaded") is True:
            return Answer(printed=printed)
        if "result" not in header:
            raise wire.WireError("neither a result nor a failure")
        value = with_handles(reply.decoder.value(header["result"]), asked.handles)
        reply.decoder.done()
        changed = changed_arguments(asked.sent, header.get("changed"))
        return Answer(value=value, changed=changed, printed=printed)

    def _start(self) -> _Life:
        return _Life(start_worker(self._level, self._limits))


def _plain(value: Any) -> Any:
    return wire.Handle(value.number) if isinstance(value, RemoteHandle) else value
