"""The instructor's own cells of a notebook: what tests may rely on, whoever handed in what."""

import ast
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from autograder.jupyter_lines import python_lines
from autograder.notebooks.roles import SourceCell


class Helper(NamedTuple):
    """A code cell of the instructor's that is no test.

    Attributes:
        number: among the cells of the notebook, from 1.
        source: its text.
        before: names of the tests that come after it.
    """

    number: int
    source: str
    before: frozenset[str]


class Script(NamedTuple):
    """What the instructor's side runs, beside the tests.

    Attributes:
        helpers: in the order of the notebook.
        student_names: names that the solution cells bind: a student may give them a value that a
            cell of the instructor's has given them too.
        student_classes: classes that students are asked to write.
    """

    helpers: tuple[Helper, ...] = ()
    student_names: frozenset[str] = frozenset()
    student_classes: frozenset[str] = frozenset()


def from_source(path: Path, known: Mapping[str, SourceCell]) -> Script | None:
    """Read the instructor's notebook; return None where it is not there, or can't be read."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [(_name(cell), _text(cell)) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    names: set[str] = set()
    classes: set[str] = set()
    plain: list[tuple[str, str]] = []
    for name, source in code:
        role = known.get(name)
        if role and role.is_solution:
            tree = _tree(source)
            names |= _bound_names(tree)
            classes |= {each.name for each in ast.walk(tree) if isinstance(each, ast.ClassDef)}
        else:
            plain.append((name, source))
    return Script(_helpers(plain, known), frozenset(names), frozenset(classes))


def from_gradebook(cells: Iterable[Any], known: Mapping[str, SourceCell]) -> Script:
    """Take the locked cells of a restored notebook: all that is known without the source."""
    code = [(_name(cell), _text(cell)) for cell in cells if cell["cell_type"] == "code"]
    plain = [
        (name, source)
        for name, source in code
        if name in known and (known[name].is_locked or known[name].is_test)
    ]
    called = {name for _, source in plain for name in _called_names(_tree(source))}
    classes = {name for name in called if name[0].isupper()}  # as PEP 8 has it
    return Script(_helpers(plain, known), student_classes=frozenset(classes))


def _tree(source: str) -> ast.Module:
    """Return the syntax tree of a cell of the instructor's; empty where it is not Python."""
    try:
        return ast.parse("\n".join(python_lines(source.split("\n")).lines))
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _bound_names(tree: ast.Module) -> set[str]:
    """Return the names that a cell gives a value at its top level."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        else:
            stored = (each for each in ast.walk(node) if isinstance(each, ast.Name))
            found |= {each.id for each in stored if isinstance(each.ctx, ast.Store)}
    return found


def _called_names(tree: ast.Module) -> set[str]:
    calls = (each.func for each in ast.walk(tree) if isinstance(each, ast.Call))
    return {each.id for each in calls if isinstance(each, ast.Name)}


def _helpers(
    code: Sequence[tuple[str, str]], known: Mapping[str, SourceCell]
) -> tuple[Helper, ...]:
    tests = [name if name in known and known[name].is_test else "" for name, _ in code]
    return tuple(
        Helper(at + 1, source, frozenset(name for name in tests[at:] if name))
        for at, (_, source) in enumerate(code)
        if not tests[at]
    )


def _name(cell: Any) -> str:
    marks = cell["metadata"].get("nbgrader")
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    return name if isinstance(name, str) else ""


def _text(cell: Any) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
