"""One notebook behind its walls: run its cells, use its values, go on after a worker died."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.closing import Closing
from autograder.errors import SandboxError
from autograder.model import Isolation, Level, Limits
from autograder.sandbox.answers import Raised, raised_from
from autograder.sandbox.inside import wire
from autograder.sandbox.levels import best_level
from autograder.sandbox.process import Died, Reply, WorkerProcess, start_worker

_REQUEST_BYTES = 1 << 28
_MAX_SHOWN = 2_000


class NoAnswer(BaseException):
    """Nothing came back: no `except Exception` of a test may take that for what it hoped for.

    Attributes:
        raised: the exception of the submission, where there was one.
        died: why the worker ended, where it has.
        detail: what else was wrong.
    """

    def __init__(
        self, *, raised: Raised | None = None, died: Died | None = None, detail: str = ""
    ) -> None:
        super().__init__(detail or died or raised)
        self.raised, self.died, self.detail = raised, died, detail


@dataclass(frozen=True)
class Ran:
    """How a cell ended.

    Attributes:
        shown: its last expression as Jupyter would show it.
        printed: what it printed.
        raised: the exception that ended it.
        died: why the worker ended.
    """

    shown: str | None = None
    printed: str = ""
    raised: Raised | None = None
    died: Died | None = None


class NotebookSandbox(Closing):
    """Runs the cells of one submission's notebook; a context manager.

    Args:
        files: what the notebook may import and open, by name.
        limits: what it may use; the total time counts over all of its workers.
        asked: what answers a function of ours that the submission calls: it gets and returns
            what the wire carries.
        level: the walls; by default the best that work here.

    Attributes:
        isolation: the walls that stand.

    Raises:
        SandboxError: no worker could be started.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        limits: Limits,
        asked: Callable[[Any], Any],
        *,
        level: Level | None = None,
    ) -> None:
        self._files = dict(files)
        self._limits = limits
        self._asked = asked
        self._level: Level = level or best_level()
        self._left = limits.total_seconds
        self._done: list[tuple[str, str]] = []
        self._cells: dict[str, bytes] = {}  # their names, which tracebacks may hold
        self._process: WorkerProcess | None = None
        self._printed = ""  # by a worker that is gone
        self._lives = 0
        try:
            self.isolation: Isolation = self._living().isolation
        except NoAnswer as err:  # which no `except Exception` of nbgrader's would hold
            raise SandboxError("sandbox-not-started", level=self._level, problem=str(err)) from err

    def close(self) -> None:
        """End the worker for good."""
        self.restart()
        self._left = 0.0

    def restart(self) -> None:
        """End the worker; the next request gets a new one, in which the cells run again."""
        if self._process:
            self._process.close()
            self._printed += self._process.printed()
            self._process = None

    def run(self, name: str, source: str) -> Ran:
        """Run a cell; nothing that it does raises here."""
        self._cells[name] = source.encode("utf-8", "replace")
        try:
            process = self._living()
            shown = self._exchange(process, {"do": "cell", "name": name, "source": source})
            self._done.append((name, source))
            text = wire.clean_text(shown)[:_MAX_SHOWN] if isinstance(shown, str) else None
            return Ran(text, self.printed())
        except NoAnswer as err:
            if err.died is None:  # what it did before it failed stays
                self._done.append((name, source))
            died = err.died or (None if err.raised else Died("wire", err.detail))
            return Ran(printed=self.printed(), raised=err.raised, died=died)

    def use(self, do: str, parts: Any) -> Any:
        """Do something with a name or a value of the submission.

        Args:
            do: what, as `Session` knows it: `get`, `set`, `apply` and others.
            parts: what for, as the wire carries it.

        Returns:
            What came back, as the wire carried it: nothing in it is believed.

        Raises:
            NoAnswer: nothing did.
        """
        process = self._living()
        encoder = wire.Encoder(_REQUEST_BYTES)
        try:
            content = encoder.node(parts)
        except wire.TooLarge as err:
            raise NoAnswer(detail=str(err)) from err
        return self._exchange(process, {"do": do, "with": content}, encoder)

    def life(self) -> int:
        """Return the number of the worker; what another one kept is gone with it.

        Raises:
            NoAnswer: there is none any more.
        """
        self._living()
        return self._lives

    def printed(self) -> str:
        """Return what the submission has printed since the last time."""
        if self._process:
            self._printed += self._process.printed()
        printed, self._printed = self._printed, ""
        return printed

    def _living(self) -> WorkerProcess:
        """Have a worker in which all that ran before has run."""
        if self._process:
            return self._process
        if self._left <= 0:
            raise NoAnswer(died=Died("total", f"{self._limits.total_seconds:g}"))
        process = self._process = start_worker(self._level, self._limits)
        self._lives += 1
        encoder = wire.Encoder(_REQUEST_BYTES)
        sizes = json.dumps([[name, len(content)] for name, content in self._files.items()])
        packed = (sizes.encode(), b"".join(self._files.values()))
        files = [np.frombuffer(part, np.uint8) for part in packed]  # as many as there may be
        self._exchange(process, {"do": "begin", "files": encoder.node(files)}, encoder)
        for cell in list(self._done):
            self._again(process, *cell)
        process.printed()
        return process

    def _again(self, process: WorkerProcess, name: str, source: str) -> None:
        """Run a cell again that has run before, whatever came of it."""
        try:
            self._exchange(process, {"do": "cell", "name": name, "source": source})
        except NoAnswer as err:
            if err.died:
                self._done.remove((name, source))
                raise

    def _exchange(
        self,
        process: WorkerProcess,
        request: Mapping[str, Any],
        encoder: wire.Encoder | None = None,
    ) -> Any:
        """Send a request, answer what the submission asks meanwhile, and return the result."""
        try:
            process.queue(request, encoder or wire.Encoder(0))
            reply = self._reply(process)
            while "asks" in reply.header:
                answer = wire.Encoder(_REQUEST_BYTES)
                content = answer.node(self._asked(self._read(reply, "asks")))
                process.queue({"do": "resume", "with": content}, answer)
                reply = self._reply(process)
        except wire.TooLarge as err:
            self.restart()
            raise NoAnswer(detail=str(err)) from err
        except BaseException:  # the reply is still on its way, and the next request would take it
            self.restart()
            raise
        return self._result(reply)

    def _reply(self, process: WorkerProcess) -> Reply:
        seconds = min(self._limits.call_seconds, self._left)
        started = time.monotonic()
        try:
            if seconds <= 0:
                raise Died("total", f"{self._limits.total_seconds:g}")
            return process.reply(seconds)
        except Died as err:
            raise self._lost(err) from err
        finally:
            self._left -= time.monotonic() - started

    def _result(self, reply: Reply) -> Any:
        """Return what a reply holds.

        Raises:
            NoAnswer: it holds no result.
        """
        header = reply.header
        if "raised" in header:
            try:
                raised = raised_from(header["raised"], self._cells)
            except wire.WireError as err:
                raise self._lost(Died("wire", str(err))) from err
            raise NoAnswer(raised=raised)
        if "too_large" in header:
            raise NoAnswer(detail=wire.clean_text(str(header["too_large"]))[:300])
        return self._read(reply, "result")

    def _read(self, reply: Reply, key: str) -> Any:
        try:
            if key not in reply.header:
                raise wire.WireError("neither a result nor a failure")
            value = reply.decoder.value(reply.header[key])
            reply.decoder.done()
        except wire.WireError as err:
            raise self._lost(Died("wire", str(err))) from err
        return value

    def _lost(self, why: Died) -> NoAnswer:
        """Give up the worker; the next request gets a new one."""
        self.restart()
        return NoAnswer(died=why)
