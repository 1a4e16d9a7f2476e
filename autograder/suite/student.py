"""The student's functions as a check sees them: a proxy that calls into the sandbox."""

import ast
import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, Protocol

import numpy as np

from autograder.course import Function
from autograder.model import Outcome, SourceLine
from autograder.sandbox.answers import Answer, Raised, RemoteHandle
from autograder.suite import show
from autograder.suite.kinds import misfit, settle
from autograder.suite.verdict import Verdict

_KEPT_CALLS = 100
# A function, and the part of its result that something is about, if it is about one.
Blamed = tuple[str, tuple[str, int | str] | None]
_DEATHS = {
    "time": Outcome.TIMEOUT,
    "total": Outcome.TIMEOUT,
    "output": Outcome.OUTPUT_LIMIT,
    "memory": Outcome.MEMORY_LIMIT,
}
# How numpy says that the shapes of two arrays do not fit.
_SHAPE_WORDS = ("broadcast", "mismatch", "not aligned", "cannot reshape", "shape-mismatch")
_FORBIDDEN = {"PermissionError", "FileNotFoundError", "BlockingIOError", "OSError"}


class Asked(Protocol):
    """A call that has been asked for."""

    @property
    def handles(self) -> Mapping[int, RemoteHandle]:
        """Its values that stay where it runs, by their place in the result."""

    def answer(self) -> Answer:
        """Wait until it has ended, and say how."""


class Callee(Protocol):
    """What a student's functions run in: a `Sandbox`, or the reference in this process."""

    def ask(
        self, function: str, arguments: Any, options: Mapping[str, Any], *, returns: Any
    ) -> Asked:
        """Ask for a call of a function."""

    def forget(self) -> None:
        """Take the answers that nobody has waited for."""


class RunAgain(BaseException):
    """A worker died while several calls were under way: only one by one tells in which."""


@dataclass(frozen=True)
class Call:
    """One call that a check made, kept for the words about it.

    Attributes:
        arguments: by parameter; the first `positional` of them were given without its name.
        results: the parts of the value, to know them by.
    """

    function: str
    arguments: Mapping[str, Any]
    positional: int
    answer: Answer
    results: tuple[Any, ...] = field(default=())

    def shown(self, *, values: bool) -> str:
        """Write the call as a reader would; with its arrays' values if wanted and few."""
        values = values and all(np.size(value) <= show.FEW for value in self.arguments.values())
        parts = [
            show.argument(name, _earlier(value), values=values)
            for name, value in self.arguments.items()
        ]
        return f"{self.function}({', '.join(parts)})"

    def settled(self, value: Any) -> "Call":
        """Return this call with its value in the plain form, and the parts to know it by."""
        parts = tuple(value.values()) if isinstance(value, dict) else value
        results = parts if isinstance(parts, tuple) else (parts,)
        answer = self.answer
        if value is not answer.value:
            answer = Answer(value=value, changed=answer.changed, printed=answer.printed)
        return Call(self.function, self.arguments, self.positional, answer, results)

    def part_of(self, value: Any) -> Blamed:
        """Say which part of this call's result a value is."""
        for at, result in enumerate(self.results):
            if result is value and isinstance(self.answer.value, dict):
                return self.function, ("key", list(self.answer.value)[at])
            if result is value and isinstance(self.answer.value, tuple):
                return self.function, ("part", at)
        return self.function, None

    @property
    def words(self) -> dict[str, str]:
        """The two ways to write it, as fields of a finding."""
        return {"call": self.shown(values=True), "shape_call": self.shown(values=False)}


class Handed(NamedTuple):
    """A handle, told by the part of a call's result that it is."""

    promise: "Promise"
    part: int


class Promise:
    """A call whose result is there when it is asked for.

    `promise[1]` is the handle that will be the second part of the result; it can be passed on
    before that is there.

    Args:
        function: its name.
        arguments: by parameter; a handle stands as what it was handed for.
        positional: how many of them were given without a name.
        asked: the call.
        settled: puts a value into its plain form, or ends the check.
    """

    def __init__(
        self,
        function: str,
        arguments: Mapping[str, Any],
        positional: int,
        asked: Asked,
        settled: "Callable[[Promise, Answer], Call]",
    ) -> None:
        self.function = function
        self.arguments = arguments
        self.positional = positional
        self._asked = asked
        self._settled = settled
        self._call: Call | None = None

    def __getitem__(self, part: int) -> RemoteHandle:
        return self._asked.handles[part]

    @property
    def ended(self) -> Call:
        """The call as it ended, whether well or not."""
        return self._call or Call(
            self.function, self.arguments, self.positional, self._asked.answer()
        )

    @property
    def call(self) -> Call:
        """The call, when it has ended well.

        Raises:
            Verdict: it gave no value, or one of another kind than is declared.
        """
        if self._call is None:
            for value in self.arguments.values():
                if isinstance(value, Handed):  # what went wrong there is told first
                    _ = value.promise.call
            self._call = self._settled(self, self._asked.answer())
        return self._call

    def result(self) -> Any:
        """Wait for what the call returns.

        Raises:
            Verdict: it returned nothing, or something of another kind than is declared.
        """
        return self.call.answer.value


class Student:
    """Proxy of a submission: `student.conv2d_forward(x, w, b, stride=2)`.

    A call returns what the assignment declares, checked; anything else ends the check
    with words about it.

    Args:
        callee: where the functions run.
        functions: what the assignment declares.
        parameters: the names of each function's parameters.
    """

    def __init__(
        self,
        callee: Callee,
        functions: Mapping[str, Function],
        parameters: Mapping[str, Sequence[str]],
    ) -> None:
        self._callee = callee
        self._functions = functions
        self._parameters = parameters
        self._handed: dict[RemoteHandle, Handed] = {}
        self._promises: list[Promise] = []
        self.calls: list[Call] = []

    def begin(self) -> None:
        """Forget the calls of the check before."""
        self._callee.forget()
        self._handed.clear()
        self._promises.clear()
        self.calls.clear()

    def all_promises(self) -> list[Promise]:
        """Return every call of this check in the order in which they were asked for, all ended."""
        self._callee.forget()
        return list(self._promises)

    @property
    def later(self) -> "Later":
        """The same functions, returning a `Promise`.

        Calls that do not need each other's results, or only a handle of one before, are made
        together in much less time: `promises = [student.later.f(x) for x in cases]`. The
        arguments must stay as they are until the result is there.
        """
        return Later(self)

    @property
    def last_call(self) -> Call:
        """The latest call of this check whose result was waited for."""
        return self.calls[-1]

    @property
    def printed(self) -> str:
        """What the submission has printed during this check."""
        return "".join(call.answer.printed for call in self.calls)

    def call_that_returned(self, value: Any) -> Call | None:
        """Return the call that gave this very value, else the latest one."""
        for call in reversed(self.calls):
            if any(result is value for result in call.results):
                return call
        return self.calls[-1] if self.calls else None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_") or name not in self._functions:
            raise AttributeError(name)
        return lambda *arguments, **options: self.ask(name, arguments, options).result()

    def ask(self, name: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> Promise:
        """Ask for a call of a declared function."""
        asked = self._callee.ask(name, arguments, options, returns=self._functions[name].returns)
        named = dict(zip(self._parameters.get(name, ()), arguments, strict=False)) | options
        told = {key: self._told(value) for key, value in named.items()}
        promise = Promise(name, told, len(arguments), asked, self._settled)
        self._promises.append(promise)
        for part, handle in asked.handles.items():
            self._handed[handle] = Handed(promise, part)
        return promise

    def _told(self, value: Any) -> Any:
        """Keep what an argument is now, and of a handle where it comes from."""
        if isinstance(value, RemoteHandle):
            return self._handed.get(value, value)
        return copy.deepcopy(value) if isinstance(value, np.random.Generator) else value

    def _settled(self, promise: Promise, answer: Answer) -> Call:
        """Hold that a call gave a value of the declared kind, in its plain form.

        Raises:
            Verdict: it did not.
            RunAgain: nobody knows which call the worker died in.
        """
        if answer.is_blurred:
            raise RunAgain
        call = Call(promise.function, promise.arguments, promise.positional, answer)
        self.calls.append(call)
        del self.calls[:-_KEPT_CALLS]
        if not answer.is_value:
            fail_by(call)
        returns = self._functions[call.function].returns
        wrong = misfit(answer.value, returns)
        if wrong:
            raise Verdict(
                Outcome.FAILED,
                wrong.reason,
                values={"function": call.function, "part": wrong.part},
                expected=wrong.expected,
                got=wrong.got,
                is_shape=True,
                **call.words,
            )
        self.calls[-1] = call.settled(settle(answer.value, returns))
        return self.calls[-1]


class Later:
    """A student's functions, each returning a `Promise`; see `Student.later`."""

    def __init__(self, student: Student) -> None:
        self._student = student

    def __getattr__(self, name: str) -> Callable[..., Promise]:
        getattr(self._student, name)  # the same names, and the same error for others
        return lambda *arguments, **options: self._student.ask(name, arguments, options)


def _earlier(value: Any) -> Any:
    """Put in a handle's place the call that gave it."""
    return show.Earlier(value.promise.call, value.part) if isinstance(value, Handed) else value


def fail_by(call: Call) -> NoReturn:
    """End the check because a call gave no value.

    Raises:
        Verdict: always.
    """
    answer = call.answer
    # A file that can't be imported fails every check alike, whatever was called.
    facts: dict[str, Any] = {} if answer.is_loading else dict(call.words)
    values: dict[str, str | int | float] = {"function": call.function, "detail": answer.detail}
    if answer.raised:
        # Its own name is the submission's text: it goes where that may be shown.
        values["type"] = builtin = next(iter(answer.raised.bases), "Exception")
        named = answer.raised.type not in (builtin, "ExceptionGroup")
        text = f"{answer.raised.type}: {answer.raised.text}" if named else answer.raised.text
        outcome, reason = _by_exception(answer.raised, is_loading=answer.is_loading)
        if outcome is not Outcome.NOT_ATTEMPTED:  # there the stub speaks, and not the student
            facts.update(error_text=text, trace=trace_of(answer.raised))
    elif answer.died:
        values["detail"] = answer.died.detail
        outcome, reason = _DEATHS.get(answer.died.cause, Outcome.ERROR), f"died-{answer.died.cause}"
        if answer.is_loading:
            reason = f"loading-{reason}"
    else:
        outcome, reason = Outcome.ERROR, str(answer.problem)
    raise Verdict(outcome, reason, values=values, **facts)


def trace_of(raised: Raised) -> tuple[SourceLine, ...]:
    """Return the places of an exception in the submitted files."""
    return tuple(
        SourceLine(file=file, line=line, function=name) for file, line, name in raised.lines
    )


def _by_exception(raised: Raised, *, is_loading: bool) -> tuple[Outcome, str]:
    """Say what an exception means for the check."""
    if is_loading:
        if "MemoryError" in raised.bases:
            return Outcome.MEMORY_LIMIT, "loading-died-memory"
        reason = "loading-syntax" if "SyntaxError" in raised.bases else "loading-raised"
        if raised.type == "ModuleNotFoundError":
            reason = "loading-module"
        return Outcome.ERROR, reason
    if "NotImplementedError" in raised.bases:
        return Outcome.NOT_ATTEMPTED, "not-attempted"
    if "MemoryError" in raised.bases:
        return Outcome.MEMORY_LIMIT, "died-memory"
    if "SystemExit" in raised.bases:
        return Outcome.ERROR, "system-exit"
    if raised.type == "ValueError" and any(word in raised.text for word in _SHAPE_WORDS):
        return Outcome.ERROR, "raised-shapes"
    return Outcome.ERROR, "forbidden" if raised.type in _FORBIDDEN else "raised"


def parameters(stub: Path) -> dict[str, list[str]]:
    """Return the parameters of each function of a stub, by reading it, not by running it."""
    tree = ast.parse(stub.read_text(encoding="utf-8"))
    return {
        node.name: [argument.arg for argument in node.args.args]
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
