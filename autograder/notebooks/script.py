"""The instructor's own cells of a notebook: what tests may rely on, whoever handed in what."""

import ast
import json
import symtable
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from autograder.jupyter_lines import python_lines
from autograder.notebooks.roles import SourceCell

_DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Helper(NamedTuple):
    """A code cell of the instructor's that is no test.

    Attributes:
        number: among the cells of the notebook, from 1.
        source: its text.
        before: names of the tests and solutions that come after it.
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
        used_names: names that the functions of solution cells look for, and these themselves: what
            a test does to any other is not told, or a hidden test would tell what it expects to
            whoever has a name like that.
        global_names: those of them that such a function gives a value.
        student_classes: classes that students are asked to write.
    """

    helpers: tuple[Helper, ...] = ()
    student_names: frozenset[str] = frozenset()
    used_names: frozenset[str] = frozenset()
    global_names: frozenset[str] = frozenset()
    student_classes: frozenset[str] = frozenset()


def from_source(path: Path, known: Mapping[str, SourceCell]) -> Script | None:
    """Read the instructor's notebook; return None where it is not there, or can't be read."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [(_name(cell), _text(cell)) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    is_solution = [name in known and known[name].is_solution for name, _ in code]
    solutions = [source for (_, source), is_it in zip(code, is_solution, strict=True) if is_it]
    return asked(solutions)._replace(helpers=_helpers(code, is_solution, known))


def from_gradebook(cells: Iterable[Any], known: Mapping[str, SourceCell]) -> Script:
    """Take the locked cells of a restored notebook: all that is known without the source."""
    code = [(_name(cell), _text(cell)) for cell in cells if cell["cell_type"] == "code"]
    is_student = [
        name not in known or not (known[name].is_locked or known[name].is_test) for name, _ in code
    ]
    stubs = [role.source for role in known.values() if role.is_solution and role.kind == "code"]
    found = asked(stubs)
    plain = (
        source for (_, source), is_theirs in zip(code, is_student, strict=True) if not is_theirs
    )
    called = {name for source in plain for name in _called_names(_tree(source))}
    classes = {name for name in called if name[0].isupper()}  # as PEP 8 has it
    return found._replace(
        helpers=_helpers(code, is_student, known),
        student_classes=found.student_classes | classes,
    )


def asked(sources: Iterable[str]) -> Script:
    """Say what solution cells are there to define."""
    trees = [_tree(source) for source in sources]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    outside = [symbol for tree in trees for symbol in _outside_names(tree)]
    return Script(
        student_names=frozenset[str]().union(*map(_bound_names, trees)),
        used_names=frozenset(
            [symbol.get_name() for symbol in outside]
            + [node.name for node in nodes if isinstance(node, _DEFINITION)]
        ),
        global_names=frozenset(
            symbol.get_name() for symbol in outside if symbol.is_declared_global()
        ),
        student_classes=frozenset(node.name for node in nodes if isinstance(node, ast.ClassDef)),
    )


def _tree(source: str) -> ast.Module:
    """Return the syntax tree of a cell of the instructor's; empty where it is not Python."""
    try:
        tree = ast.parse("\n".join(python_lines(source.split("\n")).lines))
        compile(tree, "cell", "exec")  # what is no program has no names
    except (SyntaxError, ValueError):
        return ast.Module([], [])
    return tree


def _bound_names(tree: ast.Module) -> set[str]:
    """Return the names that a cell gives a value at its top level."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, _DEFINITION):
            found.add(node.name)
        else:
            stored = (each for each in ast.walk(node) if isinstance(each, ast.Name))
            found |= {each.id for each in stored if isinstance(each.ctx, ast.Store)}
    return found


def _outside_names(tree: ast.Module) -> Iterator[symtable.Symbol]:
    """Give the names that functions of a cell look for outside of themselves."""
    tables = symtable.symtable(ast.unparse(tree), "cell", "exec").get_children()
    while tables:
        table = tables.pop()
        tables += table.get_children()
        yield from (symbol for symbol in table.get_symbols() if symbol.is_global())


def _called_names(tree: ast.Module) -> set[str]:
    calls = (each.func for each in ast.walk(tree) if isinstance(each, ast.Call))
    return {each.id for each in calls if isinstance(each, ast.Name)}


def _helpers(
    code: Sequence[tuple[str, str]], is_student: Sequence[bool], known: Mapping[str, SourceCell]
) -> tuple[Helper, ...]:
    marked = [
        name if name in known and (known[name].is_test or known[name].is_solution) else ""
        for name, _ in code
    ]
    return tuple(
        Helper(at + 1, source, frozenset(name for name in marked[at:] if name))
        for at, (_, source) in enumerate(code)
        if not marked[at] and not is_student[at]
    )


def _name(cell: Any) -> str:
    marks = cell["metadata"].get("nbgrader")
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    return name if isinstance(name, str) else ""


def _text(cell: Any) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
