"""The student's functions as a check sees them: a proxy that calls into the sandbox."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, Protocol

import numpy as np

from autograder.course import Function
from autograder.model import Outcome, SourceLine
from autograder.sandbox.sandbox import Answer, Raised, RemoteHandle
from autograder.suite import show
from autograder.suite.kinds import misfit, settle
from autograder.suite.verdict import Verdict

_KEPT_CALLS = 100
_DEATHS = {
    "time": Outcome.TIMEOUT,
    "total": Outcome.TIMEOUT,
    "output": Outcome.OUTPUT_LIMIT,
    "memory": Outcome.MEMORY_LIMIT,
}
# How numpy says that the shapes of two arrays do not fit.
_SHAPE_WORDS = ("broadcast", "mismatch", "not aligned", "cannot reshape", "shape-mismatch")
_FORBIDDEN = {"PermissionError", "FileNotFoundError", "BlockingIOError", "OSError"}


class Callee(Protocol):
    """What a student's functions run in: a `Sandbox`, or the reference in this process."""

    def call(
        self, function: str, arguments: Any, options: Mapping[str, Any], *, returns: Any
    ) -> Answer:
        """Call a function and say how it ended."""


@dataclass(frozen=True)
class Call:
    """One call that a check made, kept for the words about it."""

    function: str
    arguments: Mapping[str, Any]
    answer: Answer
    results: tuple[Any, ...] = field(default=())

    def shown(self, *, values: bool) -> str:
        """Write the call as a reader would; with its arrays' values if wanted and few."""
        numbers = sum(np.size(value) for value in self.arguments.values())
        values = values and numbers <= show.FEW
        parts = [
            show.argument(name, value, values=values) for name, value in self.arguments.items()
        ]
        return f"{self.function}({', '.join(parts)})"

    @property
    def words(self) -> dict[str, str]:
        """The two ways to write it, as fields of a finding."""
        return {"call": self.shown(values=True), "shape_call": self.shown(values=False)}


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
        self.calls: list[Call] = []

    def begin(self) -> None:
        """Forget the calls of the check before."""
        self.calls.clear()

    @property
    def last_call(self) -> Call:
        """The latest call of this check."""
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
        return lambda *arguments, **options: self._call(name, arguments, options)

    def _call(self, name: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
        call = self.attempt(name, arguments, options)
        if not call.answer.is_value:
            fail_by(call)
        return call.answer.value

    def attempt(self, name: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> Call:
        """Call a function and return how it ended; only a wrong kind of result fails here."""
        function = self._functions[name]
        answer = self._callee.call(name, arguments, options, returns=function.returns)
        named = dict(zip(self._parameters.get(name, ()), arguments, strict=False)) | options
        told = {key: self._told(value) for key, value in named.items()}
        call = Call(name, told, answer)
        if answer.is_value:
            call = self._settled(call, function)
        self.calls.append(call)
        del self.calls[:-_KEPT_CALLS]
        return call

    def _told(self, value: Any) -> Any:
        """Put in a handle's place the call that returned it."""
        if not isinstance(value, RemoteHandle):
            return value
        call = self.call_that_returned(value)
        return show.Earlier(call) if call else value

    def _settled(self, call: Call, function: Function) -> Call:
        """Hold that a result is of the declared kind, and make numbers of what means numbers."""
        value = call.answer.value
        wrong = misfit(value, function.returns)
        if wrong:
            self.calls.append(call)
            raise Verdict(
                Outcome.FAILED,
                wrong.reason,
                values={"function": call.function, "part": wrong.part},
                expected=wrong.expected,
                got=wrong.got,
                is_shape=True,
                **call.words,
            )
        settled = settle(value, function.returns)
        results = settled if isinstance(settled, tuple) else (settled,)
        if isinstance(settled, dict):
            results = tuple(settled.values())
        answer = Answer(value=settled, changed=call.answer.changed, printed=call.answer.printed)
        return Call(call.function, call.arguments, answer, results)


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
