"""The worker: lock itself in, load one submission, answer calls until the wire closes.

Everything that it sends may be forged by the submission that it runs; the other
side takes it as data and believes none of it.
"""

import contextlib
import json
import os
import sys
import types
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from . import program, walls, wire

if TYPE_CHECKING:
    from .session import Session

MAX_REQUEST_BYTES = 1 << 30
_READ_BYTES = 1 << 16


class Wire:
    """The two ends of the wire in this process.

    Replies are held until they are asked for, so that a flight of small requests wakes the
    other side once.

    Args:
        source: descriptor that requests come from.
        sink: descriptor that replies go to.
    """

    def __init__(self, source: int, sink: int) -> None:
        self._source = os.fdopen(source, "rb", buffering=_READ_BYTES)
        self._sink = sink
        self._held: list[bytes | memoryview] = []
        self._size = 0

    def receive(self) -> tuple[dict[str, Any], wire.Decoder]:
        """Return the next request; end the process where there is none."""
        start = self._source.read(wire.LENGTHS)
        while start == wire.FLUSH:
            self.flush()
            start = self._source.read(wire.LENGTHS)
        if len(start) < wire.LENGTHS:
            os._exit(0)
        header, payload = wire.lengths(start, MAX_REQUEST_BYTES)
        text = self._source.read(header)
        return wire.parse_header(text), wire.Decoder(memoryview(self._source.read(payload)))

    def send(self, header: dict[str, Any], buffers: Sequence[bytes | memoryview]) -> None:
        """Send one frame, now or with those that follow."""
        parts = wire.pack(header, buffers)
        self._held += parts
        self._size += sum(map(len, parts))
        if self._size > _READ_BYTES:
            self.flush()

    def flush(self) -> None:
        """Send what is held."""
        parts = [b"".join(self._held)] if self._size <= _READ_BYTES else self._held
        self._held, self._size = [], 0
        for part in parts:
            view = memoryview(part)
            while view:
                view = view[os.write(self._sink, view) :]


class Worker:
    """Answers the calls to one submission.

    Args:
        road: the wire.
        config: limits and level, as the other side sent them.
    """

    def __init__(self, road: Wire, config: dict[str, Any]) -> None:
        self._road = road
        self._max_bytes = config["array_mb"] << 20
        self._files: list[str] = []
        self._module = types.ModuleType("submission")
        self._handles: dict[int, Any] = {}
        self._session: Session | None = None

    def serve(self) -> None:
        """Answer requests for ever."""
        while True:
            self.answer(*self.receive())

    def receive(self) -> tuple[dict[str, Any], wire.Decoder]:
        """Return the next request."""
        return self._road.receive()

    def answer(self, request: dict[str, Any], decoder: wire.Decoder) -> None:
        """Do what a request asks for, and reply."""
        reply, buffers = self._answer(request, decoder)
        self.send({**reply, "nonce": request["nonce"]}, buffers)

    def send(self, reply: dict[str, Any], buffers: Sequence[bytes | memoryview]) -> None:
        """Send a reply after what has been printed."""
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(BaseException):
                stream.flush()
        try:
            self._road.send(reply, buffers)
        except wire.TooLarge as err:  # many small values: known only when all are written
            self._road.send({"too_large": str(err), "nonce": reply["nonce"]}, [])

    def _answer(
        self, request: dict[str, Any], decoder: wire.Decoder
    ) -> tuple[dict[str, Any], Sequence[bytes | memoryview]]:
        encoder = wire.Encoder(self._max_bytes)
        try:
            if request["do"] == "load":
                reply = self._load(request, decoder)
            elif request["do"] == "call":
                reply = self._call(request, decoder, encoder)
            else:
                reply = self._in_notebook(request, decoder, encoder)
        except wire.TooLarge as err:
            return {"too_large": str(err)[:300]}, []
        except BaseException as err:
            return {"raised": program.describe(err, self._files)}, []
        return reply, encoder.buffers

    def _load(self, request: dict[str, Any], decoder: wire.Decoder) -> dict[str, Any]:
        contents = {name: part.tobytes() for name, part in decoder.value(request["files"]).items()}
        self._files = list(contents)
        self._module = program.load(contents, request["main"])
        return {"loaded": True}

    def _call(
        self, request: dict[str, Any], decoder: wire.Decoder, encoder: wire.Encoder
    ) -> dict[str, Any]:
        """Call one function; return its result, and which arguments it changed in place."""
        for number in request["release"]:
            self._handles.pop(number, None)
        function = getattr(self._module, request["function"], None)
        if not callable(function):
            return {"missing": request["function"]}
        arguments, options = decoder.value(request["arguments"]), decoder.value(request["options"])
        result = function(
            *[self._in(value) for value in arguments],
            **{name: self._in(value) for name, value in options.items()},
        )
        changed = _changed([*arguments, *options.values()], decoder.originals)
        kept = self._out(result, request["returns"], iter(request["handles"]))
        return {"result": encoder.node(kept), "changed": changed}

    def _in_notebook(
        self, request: dict[str, Any], decoder: wire.Decoder, encoder: wire.Encoder
    ) -> dict[str, Any]:
        """Begin a notebook, or do something in it."""
        if self._session is None:
            from .session import Session  # noqa: PLC0415 - most submissions are modules

            self._session = Session(self, self._max_bytes)
            self._files = self._session.cells
        if request["do"] == "begin":
            sizes, content = (part.tobytes() for part in decoder.value(request["files"]))
            self._session.begin(json.loads(sizes), content)
            return {"result": None}
        return {"result": self._session.answer(request, decoder, encoder)}

    def _in(self, value: Any) -> Any:
        """Put a handle's value and a generator in the place of what stood for them."""
        if type(value) is wire.Handle:
            return self._handles[value.number]
        if type(value) is wire.GeneratorState:
            return wire.restore_generator(value)
        return value

    def _out(self, result: Any, returns: Any, numbers: Iterator[int]) -> Any:
        """Put a handle in the place of each value that is to stay here."""
        if returns == "handle":
            return self._keep(result, next(numbers))
        if isinstance(returns, list) and isinstance(result, tuple | list):
            kinds = returns + [""] * (len(result) - len(returns))
            return tuple(
                self._keep(part, next(numbers)) if kind == "handle" else part
                for part, kind in zip(result, kinds, strict=False)
            )
        return result

    def _keep(self, value: Any, number: int) -> wire.Handle:
        self._handles[number] = value
        return wire.Handle(number)


def _changed(values: list[Any], originals: list[wire.Original]) -> list[int]:
    """Return the positions of the arrays that are no longer what came over the wire."""
    changed = {id(original.array) for original in originals if not original.is_unchanged}
    return [at for at, value in enumerate(values) if id(value) in changed] if changed else []


def serve(source: int, sink: int, *, parent: int | None = None) -> None:
    """Lock in as the first request says, prove it, and answer calls.

    Args:
        source: descriptor that requests come from.
        sink: descriptor that replies go to.
        parent: the process that must not be outlived.
    """
    road = Wire(source, sink)
    config, _ = road.receive()
    try:
        layers = walls.lock_in(config)
    except OSError as err:
        road.send({"nonce": config["nonce"], "problem": str(err)}, [])
        road.flush()
        return
    if parent is not None and os.getppid() != parent:
        return
    refused = walls.probe(config) if config["level"] != "limits" else {}
    road.send({"nonce": config["nonce"], "layers": layers, "refused": refused}, [])
    Worker(road, config).serve()


def main() -> None:
    """Take over the standard streams of a process that is this worker alone, and serve."""
    source, sink = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    serve(source, sink)
