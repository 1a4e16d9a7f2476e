"""The worker's side of a notebook: its cells run here, and its names are used from outside.

A request that came while a submission's function runs is an answer to what that function
asked of the other side, so that whoever waits here goes on answering until its own is there.
"""

import ast
import builtins
import collections
import contextlib
import copy
import functools
import io
import operator
import os
import sys
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from . import objects, program, wire
from .pictures import Dummies, Nothing

if TYPE_CHECKING:
    from .worker import Worker

_MAX_SHOWN = 2_000
_MAIN = "__main__"


def _apply(function: Any, arguments: list[Any], options: dict[str, Any]) -> Any:
    return function(*arguments, **options)


# What the other side may do with a value that is here, by name.
_OPERATIONS: dict[str, Callable[..., Any]] = {
    "call": _apply,
    "attribute": getattr,
    "set_attribute": setattr,
    "item": operator.getitem,
    "set_item": operator.setitem,
    "delete_item": operator.delitem,
    "delete_attribute": delattr,
    "names": dir,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "form": format,
    "whole": int,
    "length": len,
    "contains": operator.contains,
    "iterate": iter,
    "next": next,
    "truth": bool,
    "text": str,
    "shown": repr,
    "is_a": isinstance,
    "is_kind_of": issubclass,
    "number": operator.index,
    "real": float,
    "enter": lambda value: value.__enter__(),
    "exit": lambda value: value.__exit__(None, None, None),
    **{name: getattr(operator, name) for name in (
        "eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "truediv", "floordiv", "mod",
        "pow", "matmul", "neg", "pos", "abs",
    )},
}  # fmt: skip


class Values(objects.Codec):
    """Keeps what can't cross under a number, and calls back for what stayed on the other side.

    Args:
        call_back: asks the other side to call one of its functions.
    """

    def __init__(self, call_back: Callable[[int, list[Any], dict[str, Any]], Any]) -> None:
        self._call_back = call_back
        self._kept: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}

    def foreign(self, value: Any) -> list[Any]:
        """Name a type that both sides have, or keep the value here."""
        if isinstance(value, types.ModuleType) or (
            isinstance(value, type) and value in objects.KNOWN_TYPES
        ):
            found = objects.named(value)
            if found:
                return found
        number = self._numbers.setdefault(id(value), len(self._numbers))
        self._kept[number] = value
        kind = value if isinstance(value, type) else type(value)
        above = kind.__bases__ if kind is value else (kind,)
        text = str(value)[:_MAX_SHOWN] if isinstance(value, Exception) else None
        classes = [self.foreign(each) for each in above if _is_told(each)]
        is_callable = callable(value)
        if kind is value:
            is_callable = any("__call__" in vars(each) for each in kind.__mro__)
        return ["object", number, kind.__name__[:100], is_callable, kind is value, classes, text]

    def known(self, tag: str, parts: list[Any]) -> Any:
        """Return what is kept here, a known function, or one that calls back."""
        if tag == "object":
            return self._kept[parts[0]]
        if tag == "global":
            return objects.of_name(*parts)
        made: Any = functools.partial(self._called, parts[0])
        made.__name__ = parts[1]  # for `functools.wraps`
        return made

    def _called(self, number: int, *arguments: Any, **options: Any) -> Any:
        return self._call_back(number, list(arguments), options)


def _is_told(kind: type) -> bool:
    """Whether the other side has to know that a value is of a class."""
    return kind.__module__ != "builtins" or issubclass(kind, Exception)


class Session:
    """Runs the cells of one notebook.

    Args:
        worker: has the wire, and answers what comes while a function here waits.
        max_bytes: what the arrays of one reply may take [bytes].

    Attributes:
        cells: the names of the cells that have run, as they stand in tracebacks.
    """

    def __init__(self, worker: "Worker", max_bytes: int) -> None:
        self._worker = worker
        self._max_bytes = max_bytes
        self._values = Values(self._call_back)
        self._names: dict[str, Any] = {}
        self._known: dict[str, Any] = {}  # what the other side knows of them
        self._raised: BaseException | None = None
        self._request: dict[str, Any] = {}
        self.cells: list[str] = []

    def begin(self, sizes: list[tuple[str, int]], content: bytes) -> None:
        """Prepare the module that all cells share, and the files that they may read.

        Args:
            sizes: names of the files, and how long each is [bytes]; Python files can be imported,
                all can be opened.
            content: of all, one after the other.
        """
        packed = io.BytesIO(content)
        files = {name: packed.read(size) for name, size in sizes}
        with contextlib.suppress(AttributeError):  # it imports, so before anything is the student's
            np.lib._datasource._file_openers._load()  # type: ignore[attr-defined]
        modules = {name: content for name, content in files.items() if name.endswith(".py")}
        sys.meta_path[:0] = [program.MemoryFinder(modules), Dummies()]
        module = types.ModuleType(_MAIN)
        sys.modules[_MAIN] = module
        self._names = vars(module)
        opened = Files(files)
        builtins.open = io.open = opened.open
        os.path.exists = os.path.isfile = opened.has
        with contextlib.suppress(AttributeError):  # numpy has kept its own `open`
            np.lib._datasource._file_openers._file_openers[None] = opened.open  # type: ignore[attr-defined]
        builtins.input = _no_input
        vars(builtins).update(display=_display, get_ipython=Dummies().shell)

    def answer(self, request: dict[str, Any], decoder: wire.Decoder, encoder: wire.Encoder) -> Any:
        """Do what a request asks for, and return the node of its result."""
        outer, self._request = self._request, request
        try:
            if request["do"] == "cell":
                return encoder.node(self._run(request["name"], request["source"]))
            parts = self._values.decode(decoder.value(request["with"]))
            return encoder.node(getattr(self, f"_do_{request['do']}")(*parts))
        except BaseException as err:
            self._raised = err
            raise
        finally:
            self._request = outer

    def _run(self, name: str, source: str) -> str | None:
        """Run one cell; return its last expression as it would be shown."""
        self.cells.append(name)
        tree = ast.parse(source, name)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec", dont_inherit=True), self._names)  # noqa: S102
        if not isinstance(last, ast.Expr):
            return None
        expression = compile(ast.Expression(last.value), name, "eval", dont_inherit=True)
        value = eval(expression, self._names)  # noqa: S307
        return None if value is None or isinstance(value, Nothing) else repr(value)[:_MAX_SHOWN]

    def _do_get(self, name: str) -> Any:
        """Return a name's value in a list, which is empty where there is none."""
        return ["list", *([self._told(name)] if name in self._names else [])]

    def _do_set(self, name: str, value: Any) -> None:
        self._names[name] = value
        self._told(name)

    def _do_input(self, function: Any) -> None:
        """Have a function of a test answer `input()`."""
        builtins.input = function or _no_input

    def _do_raised(self) -> Any:
        """Return the exception that was raised last, in a list."""
        return ["list", self._values.encode(self._raised)]

    def _do_changed(self, *names: str) -> Any:
        """Return those of some names whose values the other side does not know, and the values."""
        found: list[Any] = ["list"]
        for name in names:
            known = self._known.get(name)
            if name in self._names and not objects.same(
                known, self._values.encode(self._names[name])
            ):
                found.append(["list", name, self._told(name)])
        return found

    def _told(self, name: str) -> Any:
        """Return a name's value for the other side, and remember what that is."""
        node = self._values.encode(self._names[name])
        self._known[name] = copy.deepcopy(node)
        return node

    def _do_delete(self, name: str) -> None:
        self._names.pop(name, None)

    def _do_seed(self, name: str, *arguments: Any) -> None:
        """Seed a generator that the test cells have seeded, too."""
        module = __import__(name)
        (module.random if name == "numpy" else module).seed(*arguments)

    def _do_apply(self, name: str, arguments: list[Any], options: dict[str, Any]) -> Any:
        """Use a value; return what came of it, and the arguments that it changed."""
        before = [
            copy.deepcopy(self._values.encode(each)) if objects.can_change(each) else None
            for each in arguments
        ]
        values = arguments if name != "call" else [arguments[0], arguments[1:], options]
        result = self._values.encode(_OPERATIONS[name](*values))
        changed: list[Any] = ["list"]
        for at, (was, each) in enumerate(zip(before, arguments, strict=True)):
            now = self._values.encode(each) if was is not None else None
            if now is not None and not objects.same(was, now):
                changed.append(["list", at, now])
        return ["list", result, changed]

    def _call_back(self, number: int, arguments: list[Any], options: dict[str, Any]) -> Any:
        """Have the other side call one of its functions, and answer it until it has."""
        encoder = wire.Encoder(self._max_bytes)
        content = encoder.node(self._values.encode([number, arguments, options]))
        waiting = self._request
        self._worker.send({"nonce": waiting["nonce"], "asks": content}, encoder.buffers)
        while True:
            request, decoder = self._worker.receive()
            if request["do"] == "resume":
                waiting["nonce"] = request["nonce"]  # what is answered when all is done
                value, problem = self._values.decode(decoder.value(request["with"]))
                if problem is not None:
                    raise RuntimeError(problem)
                return value
            self._worker.answer(request, decoder)


class Files:
    """Files that a notebook may open: what was handed out with it, and what it writes.

    Args:
        files: content by name.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = collections.ChainMap({}, files)
        self._really = io.open
        self._is_really = os.path.exists

    def has(self, path: Any) -> bool:
        """Whether there is such a file."""
        return str(path).removeprefix("./") in self._files or self._is_really(path)

    def open(self, file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        """Open a file from memory; whatever else there is as ever."""
        name = str(file).removeprefix("./") if not isinstance(file, int) else ""
        is_written = bool(set(mode) & set("wax+"))
        if name in self._files and not is_written:
            raw = io.BytesIO(self._files[name])
        elif name and is_written and ("r" not in mode or name in self._files):
            raw = _Kept(self._files, name, mode)
        else:
            return self._really(file, mode, *arguments, **options)
        if "b" in mode:
            return raw
        return io.TextIOWrapper(raw, encoding=options.get("encoding") or "utf-8")


class _Kept(io.BytesIO):
    """A file that is kept when it is closed."""

    def __init__(self, files: Any, name: str, mode: str) -> None:
        super().__init__(b"" if set(mode) & set("wx") else files.get(name, b""))
        self._files, self._name = files, name
        if "a" in mode:
            self.seek(0, io.SEEK_END)

    def close(self) -> None:
        """Keep what was written."""
        if not self.closed:
            self._files[self._name] = self.getvalue()
        super().close()


def _no_input(prompt: object = "") -> str:
    raise RuntimeError(f"input({str(prompt)[:100]!r}) is not possible while a notebook is graded")


def _display(*values: Any, **_: Any) -> None:
    print(*(repr(value)[:_MAX_SHOWN] for value in values))
