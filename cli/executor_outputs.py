"""What the executor writes below a notebook's cells: a number of points, or an error in words.

nbgrader reads a test's points from these alone: an error is 0, and the first text that is a
number is that many. So each test gets exactly one of the two.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from nbformat import v4

from autograder.model import Language
from autograder.notebooks.conduct import CANNOT
from autograder.notebooks.proxies import StudentError
from autograder.notebooks.roles import SourceCell
from autograder.notebooks.trial import Verdict
from autograder.sandbox.answers import Raised
from autograder.sandbox.notebook import Ran
from autograder.words import say
from cli.terminal import safe, safe_lines

_new_output: Any = v4.new_output  # it has no types
_MAX_TEXT = 100_000
_MAX_MESSAGE = 2_000
_DRAWS = re.compile(r"^\s*(?:import|from)\s+(?:matplotlib|seaborn|plotly|bokeh)\b", re.MULTILINE)
# Reasons for which a student can do nothing.
_OURS = {*CANNOT, "test-syntax"}


def of_student(ran: Ran, source: str, language: Language) -> Iterator[Any]:
    """Give the outputs of a student's cell."""
    if ran.printed:
        yield _new_output("stream", name="stdout", text=_plain(ran.printed))
    if _DRAWS.search(source):
        yield _note(say("autograde", "plots", language))
    if ran.raised:
        yield _error(ran.raised.type, ran.raised.text, _lines(ran.raised, language))
    elif ran.died:
        told = say("autograde", f"lost-{ran.died.cause}", language, detail=ran.died.detail)
        yield _error("Stopped", told, [])
    elif ran.shown is not None:
        yield _new_output("execute_result", data={"text/plain": _plain(ran.shown)})


def of_test(
    verdict: Verdict, role: SourceCell, language: Language, *, seconds: float
) -> Iterator[Any]:
    """Give the outputs of a test cell, from which nothing of a hidden test can be read."""
    if verdict.printed:
        yield _new_output("stream", name="stdout", text=_plain(verdict.printed))
    if verdict.earned is not None:
        yield points(verdict.earned, role.max_points, language)
    elif verdict.reason:
        told_of = dict.fromkeys(verdict.values, "…") if verdict.is_hidden else verdict.values
        values = told_of | {"seconds": f"{seconds:g}", "max_points": f"{role.max_points:g}"}
        told = say("autograde", verdict.reason, language, **values)
        more = [say("autograde", "ask-instructor", language)] if verdict.reason in _OURS else []
        yield _error("NotPassed", told, more)
    else:
        yield _failure(verdict, role, language)


def points(earned: float, max_points: float, language: Language) -> Any:
    """Return the output by which a test earns points."""
    told = say("autograde", "points", language, earned=f"{earned:g}", max_points=f"{max_points:g}")
    data = {"text/plain": repr(float(earned)), "text/html": f"<strong>{html.escape(told)}</strong>"}
    return _new_output("execute_result", data=data)


def explanation(text: str, page: str) -> Any:
    """Return an output that explains, and earns nothing."""
    return _new_output("display_data", data={"text/plain": text, "text/html": page})


def problem(told: str) -> Any:
    """Return an output by which a test earns nothing."""
    return _error("NotPassed", told, [])


def _failure(verdict: Verdict, role: SourceCell, language: Language) -> Any:
    """Return the error of a test that did not pass, with its line where that may be seen."""
    err = verdict.error
    kind = type(err).__name__
    raised = vars(err).get("raised") if isinstance(err, StudentError) else None
    if verdict.is_hidden:
        key = "hidden-raised" if raised else "hidden"
        told = say("autograde", key, language, type=_builtin_name(err))
        return _error("NotPassed", told, _lines(raised, language)[-1:] if raised else [])
    lines = _lines(raised, language) if raised else []
    source = role.source.split("\n")
    if verdict.lines and verdict.lines[-1] <= len(source):
        line = verdict.lines[-1]
        place = say("autograde", "line", language, line=line)
        lines = [f"{place}:  {source[line - 1].strip()}", *lines]
    return _error(kind, verdict.text or say("autograde", "failed", language), lines)


def _builtin_name(err: BaseException | None) -> str:
    """Return what an exception is at bottom: a name of the student's own may hold arguments."""
    kinds = type(err).__mro__
    return next(kind.__name__ for kind in kinds if kind.__module__ == "builtins")


def _lines(raised: Raised, language: Language) -> list[str]:
    """Return the places of an exception in the student's cells, innermost last."""
    return [
        say("autograde", "place", language, cell=file, line=line)
        for file, line, _ in raised.lines[-5:]
    ]


def _error(name: str, told: str, lines: list[str]) -> Any:
    message = "\n".join(safe_lines(told))[:_MAX_MESSAGE]
    plain = [safe(line) for line in lines]
    first = f"{safe(name)}: {message}"
    return _new_output("error", ename=safe(name), evalue=message, traceback=[first, *plain])


def _note(text: str) -> Any:
    return _new_output("display_data", data={"text/plain": text})


def _plain(text: str) -> str:
    """Return a text without what steers a terminal or a page."""
    return "\n".join(safe_lines(text))[:_MAX_TEXT]
