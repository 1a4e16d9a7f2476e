"""The functions of a stub, and what the reference puts into each; read, never run."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.yamlfile import short

_TASK = re.compile(r"TODO task (\d+)")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class StubFunction(NamedTuple):
    """A function that is to be written.

    Attributes:
        task: number of the task that it belongs to.
        head: its lines up to where the solution goes.
        indent: of the solution.
        tail: its lines from there on, which say that it is not written.
    """

    name: str
    task: int
    head: list[str]
    indent: str
    tail: list[str]


class Stub(NamedTuple):
    """What a student starts from: the code that is given, and the functions to be written."""

    given: list[str]
    functions: list[StubFunction]


class Reference(NamedTuple):
    """What is a solution: what stands around the functions, and the body of each by its name."""

    around: list[str]
    bodies: dict[str, list[str]]


class _Part(NamedTuple):
    """A statement of a module with the comments above it."""

    node: ast.stmt
    lines: list[str]


def read_stub(assignment: Assignment) -> Stub:
    """Read the stub of an assignment.

    Raises:
        CourseError: it can't be read, or names a task that there is not.
    """
    path = assignment.folder / assignment.files[0]
    known = {task.id for task in assignment.tasks}
    given: list[str] = []
    functions: list[StubFunction] = []
    for part in _parts(path):
        found = _TASK.search("\n".join(part.lines))
        if isinstance(part.node, _Function) and found:
            if int(found[1]) not in known:
                raise CourseError("stub-task", task=found[1], file=short(path))
            functions.append(_stub_function(part.node, part.lines, int(found[1])))
        else:
            given += _apart(given, part)
    return Stub(given, functions)


def read_reference(assignment: Assignment, stub: Stub) -> Reference:
    """Read what the reference adds to the stub.

    Raises:
        CourseError: it can't be read, or lacks a function of the stub.
    """
    path = assignment.solutions / assignment.files[0]
    given = {ast.dump(node) for node in ast.parse("\n".join(stub.given)).body}
    wanted = {function.name: function for function in stub.functions}
    around: list[str] = []
    bodies: dict[str, list[str]] = {}
    for part in _parts(path):
        if isinstance(part.node, _Function) and part.node.name in wanted:
            indent = wanted[part.node.name].indent
            bodies[part.node.name] = _body(part.node, part.lines, indent)
        elif ast.dump(part.node) not in given:
            around += _apart(around, part)
    for name in wanted:
        if name not in bodies:
            raise CourseError("reference-function", name=name, file=short(path))
    return Reference(around, bodies)


def _parts(path: Path) -> Iterator[_Part]:
    """Give the statements of a module, but for its docstring."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        body = ast.parse(text).body
    except (OSError, SyntaxError, ValueError) as err:
        raise CourseError("source-unreadable", file=short(path), problem=err) from err
    lines, last = text.split("\n"), 0
    for at, node in enumerate(body):
        end = node.end_lineno or node.lineno
        own = lines[last:end]
        while own and not own[0].strip():
            own = own[1:]
        if own and not (at == 0 and _is_text(node)):
            yield _Part(node, own)
        last = max(last, end)


def _apart(before: list[str], part: _Part) -> list[str]:
    """Return the lines of a statement, after empty ones as the style wants them."""
    is_block = isinstance(part.node, _Function | ast.ClassDef)
    gap = ["", ""] if is_block else [""] if not _is_import(part.node) else []
    return [*(gap if before else []), *part.lines]


def _stub_function(node: _Function, lines: list[str], task: int) -> StubFunction:
    last = node.body[-1]
    at = len(lines) - ((node.end_lineno or 0) - last.lineno + 1)
    indent = " " * last.col_offset
    return StubFunction(node.name, task, lines[:at], indent, lines[at:])


def _body(node: _Function, lines: list[str], indent: str) -> list[str]:
    """Return the statements of a function of the reference, which never falls off its end."""
    body = node.body[1:] if _is_text(node.body[0]) else node.body
    if not body or body[0].col_offset != len(indent) or body[0].lineno == node.lineno:
        found = [indent + line for each in body for line in ast.unparse(each).split("\n")]
    else:
        before = node.body[0].end_lineno if body is not node.body else body[0].lineno - 1
        found = lines[len(lines) - ((node.end_lineno or 0) - (before or 0)) :]
    if not body or not isinstance(body[-1], ast.Return | ast.Raise):
        found = [*found, f"{indent}return"]  # what follows says that nothing is written
    return found


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)
