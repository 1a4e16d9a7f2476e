"""Run the instructor's cells on our side, with the student's names as proxies."""

import ast
import builtins
import contextlib
import io
import math
import numbers
import random
import sys
import time
import traceback
import types
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from _pytest.assertion.rewrite import rewrite_asserts

from autograder.jupyter_lines import as_python
from autograder.notebooks.bounds import OVER, OutOfTime, bounded, call_over_in_handlers
from autograder.notebooks.bridge import Bridge
from autograder.notebooks.proxies import CannotCross, StudentError, is_far
from autograder.notebooks.script import Script
from autograder.notebooks.shared_names import Names
from autograder.sandbox.inside.pictures import Dummies, Nothing
from autograder.sandbox.notebook import NoAnswer

_MAIN = "__main__"
_NO_SCRIPT = Script()
_TEXT_SECONDS = 2.0


@dataclass
class Verdict:
    """How a test cell ended.

    Attributes:
        earned: points; None where it ended in an error.
        error: what ended it; its text is taken once, since that may ask the student's process.
        text: what it says.
        lines: the lines of the cell that led to it, from 1, the innermost last.
        printed: what the cell and the submission printed meanwhile.
        reason: a key of `words/autograde.yaml` where the error is none of the cell's own.
        values: what fills its places.
        is_hidden: whether only that it failed may be told.
    """

    earned: float | None = None
    error: BaseException | None = None
    text: str = ""
    lines: tuple[int, ...] = ()
    printed: str = ""
    reason: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    is_hidden: bool = False


class Trial:
    """The instructor's side of one notebook.

    Args:
        bridge: the student's side.
        seconds: what a cell may take [s].
        script: what else is known of the instructor's notebook.
    """

    def __init__(self, bridge: Bridge, *, seconds: float, script: Script = _NO_SCRIPT) -> None:
        self._bridge = bridge
        self._seconds = seconds
        self._module = types.ModuleType(_MAIN)
        vars(self._module)["__builtins__"] = _our_builtins() | {OVER: self._end_if_over}
        self._ends_at = math.inf
        self._names = Names(bridge, vars(self._module), script)
        self._printed = io.StringIO()

    def prepare(self, name: str, source: str) -> None:
        """Run a cell that is no test: what it defines, tests may use; how it ends is its own."""
        tree = _parsed(name, source)
        if tree and _binds(tree):
            self._run(name, tree, is_test=False)

    def test(self, name: str, source: str, max_points: float) -> Verdict:
        """Run a test cell.

        Args:
            name: of the cell, for tracebacks.
            source: the instructor's.
            max_points: what it can earn.
        """
        tree = _parsed(name, source)
        if tree is None:
            return Verdict(reason="test-syntax")
        has_asserts = any(isinstance(node, ast.Assert | ast.Raise) for node in ast.walk(tree))
        asserts = has_asserts or "assert" in source
        rewrite_asserts(tree, source.encode())  # so that they tell the values that they compare
        verdict, value = self._run(name, tree, is_test=True)
        if verdict.error is not None or verdict.reason:
            return verdict
        verdict.lines = (tree.body[-1].lineno,) if tree.body else ()
        return _points(verdict, value, max_points, asserts=asserts)

    def _run(self, name: str, tree: ast.Module, *, is_test: bool) -> tuple[Verdict, Any]:
        """Run a cell; return how it ended, and the value of its last expression."""
        self._printed = io.StringIO()
        self._bridge.trouble = None
        call_over_in_handlers(tree)
        last = tree.body[-1] if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        body = ast.Module(tree.body[:-1] if last else tree.body, [])
        verdict, value = Verdict(), None
        try:
            codes = [compile(body, name, "exec", dont_inherit=True)]
            if last:
                expression = ast.Expression(last.value)
                codes.append(compile(expression, name, "eval", dont_inherit=True))
            with self._stage(), self._names.lent(codes, is_told=is_test):
                exec(codes[0], vars(self._module))  # noqa: S102 - the instructor's code
                value = eval(codes[1], vars(self._module)) if last else None  # noqa: S307
            if self._bridge.trouble:  # a bare `except` has swallowed it
                raise self._bridge.trouble
        except BaseException as err:
            if isinstance(err, KeyboardInterrupt):
                raise
            verdict = _failed(err, name, self._bridge.kinds)
        verdict.printed = self._printed.getvalue()
        return verdict, value

    @contextlib.contextmanager
    def _stage(self) -> Iterator[None]:
        """Have everything that a cell of ours expects around it."""
        ours = sys.modules[_MAIN]
        sys.modules[_MAIN] = self._module
        self._ends_at = time.monotonic() + self._seconds
        try:
            with (
                contextlib.redirect_stdout(self._printed),
                contextlib.redirect_stderr(self._printed),
                _seeds_told(self._bridge),
                _input_told(self._bridge, vars(self._module)),
                bounded(self._seconds),
            ):
                self._bridge.is_open = True
                yield
        finally:
            self._bridge.is_open = False
            sys.modules[_MAIN] = ours

    def _end_if_over(self) -> None:
        if time.monotonic() > self._ends_at:
            raise OutOfTime


def _parsed(name: str, source: str) -> ast.Module | None:
    try:
        return ast.parse(as_python(source), name)
    except (SyntaxError, ValueError):
        return None


def _binds(tree: ast.Module) -> bool:
    """Whether a cell does more than show something."""
    return not all(isinstance(node, ast.Expr) for node in tree.body) or "seed" in ast.dump(tree)


def _points(verdict: Verdict, value: Any, max_points: float, *, asserts: bool) -> Verdict:
    """Say what a cell that ran to its end has earned: one finite number, or an error."""
    if value is None or isinstance(value, Nothing):
        verdict.earned = max_points
    elif isinstance(value, numbers.Real) and not isinstance(value, bool):
        number = _as_float(value)
        if math.isfinite(number) and 0 <= number <= max_points:
            verdict.earned = number
        else:
            verdict.reason = "not-points"
            verdict.values = {"value": repr(number)}
    elif asserts and not is_far(value):
        verdict.earned = max_points  # it only shows something after what it tests
    else:
        verdict.reason = "no-points"
        verdict.values = {"kind": type(value).__name__}
    return verdict


def _as_float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:  # an integer of a thousand digits
        return math.inf


def _failed(err: BaseException, name: str, kinds: Collection[str]) -> Verdict:
    """Say what ended a cell, and in which of its lines."""
    frames = traceback.walk_tb(err.__traceback__)
    lines = tuple(number for frame, number in frames if frame.f_code.co_filename == name)
    verdict = Verdict(error=err, text=_text_of(err), lines=lines)
    if isinstance(err, CannotCross):
        verdict.reason, verdict.values = f"cannot-{err.what}", {"kind": err.kind}
    elif isinstance(err, NoAnswer):
        verdict.reason = f"lost-{err.died.cause if err.died else 'value'}"
        verdict.values = {"detail": err.died.detail if err.died else err.detail}
    elif isinstance(err, OutOfTime):
        verdict.reason = "test-time"
    elif not isinstance(err, StudentError | AssertionError) and _is_about(verdict.text, kinds):
        verdict.reason, verdict.values = "cannot-use", {"kind": verdict.text[:200]}
    return verdict


def _text_of(err: BaseException) -> str:
    """Return what an error says: a `KeyError` of a student's object asks that for its text."""
    try:
        with bounded(_TEXT_SECONDS):
            return str(err)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return ""


def _is_about(text: str, kinds: Collection[str]) -> bool:
    """Whether an error of ours is about what stands for a value of the student's."""
    return "Student" in text or any(f"'{kind}'" in text for kind in kinds)


def _our_builtins() -> dict[str, Any]:
    """Return the builtins of a test cell: nothing is drawn, and nobody is asked."""

    def imported(name: str, *arguments: Any, **options: Any) -> Any:
        dummies = Dummies()
        if (spec := dummies.find_spec(name)) is not None:
            return dummies.create_module(spec)
        return builtins.__import__(name, *arguments, **options)

    def no_input(prompt: object = "") -> str:
        raise RuntimeError(f"input({str(prompt)[:100]!r}) is not possible here")

    ours = {"__import__": imported, "input": no_input, "display": print}
    return vars(builtins) | ours | {"get_ipython": Dummies().shell}


@contextlib.contextmanager
def _seeds_told(bridge: Bridge) -> Iterator[None]:
    """Seed the submission's generators along with ours: its draws follow the test's seed."""
    really: dict[str, Any] = {"numpy": np.random.seed, "random": random.seed}

    def seed(module: str) -> Any:
        def told(*arguments: Any) -> None:
            really[module](*arguments)
            bridge.seed(module, *arguments)

        return told

    np.random.seed, random.seed = seed("numpy"), seed("random")
    try:
        yield
    finally:
        np.random.seed, random.seed = really["numpy"], really["random"]


@contextlib.contextmanager
def _input_told(bridge: Bridge, names: dict[str, Any]) -> Iterator[None]:
    """Have what a test puts in the place of `input` or stdin answer the submission's `input()`."""
    ours, stdin, told = builtins.input, sys.stdin, None

    def read(*prompt: object) -> str:
        return ours(*prompt)

    def tell() -> None:
        nonlocal told
        now = names.get("input", builtins.input)
        if now is ours:
            now = None if sys.stdin is stdin else read
        if now is not told:
            told = now
            bridge.answer_input(now)

    bridge.before_apply.append(tell)
    try:
        yield
    finally:
        bridge.before_apply.remove(tell)
        builtins.input, sys.stdin = ours, stdin
        if told:
            with contextlib.suppress(NoAnswer):  # then it knows of none any more
                bridge.answer_input(None)
