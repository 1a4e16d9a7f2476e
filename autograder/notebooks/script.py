"""The instructor's own cells of a notebook: what tests may rely on, whoever handed in what."""

import ast
import json
import symtable
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from autograder.jupyter_lines import as_python
from autograder.notebooks.roles import SourceCell

_DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# What a solution may import; a module beside the notebook may be the student's to write.
_COMMON = sys.stdlib_module_names | {"numpy"}


class Helper(NamedTuple):
    """A code cell of the instructor's that is no test, or what a solution cell imports.

    Attributes:
        number: among the code cells of the notebook, from 1.
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
        own_names: names that are never the student's: cells of the instructor's bind them before
            they read them, or solution cells import them.
        student_names: names that the solution cells bind: a student may give them a value that a
            cell of the instructor's has given them too.
        used_names: names that the functions of solution cells look for, and these themselves: what
            a test does to any other is not told, or a hidden test would tell what it expects to
            whoever has a name like that.
        global_names: those of them that such a function gives a value.
        student_classes: classes that students are asked to write.
    """

    helpers: tuple[Helper, ...] = ()
    own_names: frozenset[str] = frozenset()
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
    ours = [source for (_, source), is_it in zip(code, is_solution, strict=True) if not is_it]
    return asked(solutions, ours)._replace(helpers=_helpers(code, is_solution, known))


def from_gradebook(cells: Iterable[Any], known: Mapping[str, SourceCell]) -> Script:
    """Take the locked cells of a restored notebook: all that is known without the source."""
    names = [_name(cell) for cell in cells if cell["cell_type"] == "code"]
    code = [(name, known[name].source if name in known else "") for name in names]
    is_student = [name not in known or not _is_ours(known[name]) for name in names]
    roles = [role for role in known.values() if role.kind == "code"]
    stubs = [role.source for role in roles if role.is_solution]
    ours = [role.source for role in roles if _is_ours(role)]
    found = asked(stubs, ours)
    called = {name for source in ours for name in _called_names(_tree(source))}
    classes = {name for name in called if name[0].isupper()}  # as PEP 8 has it
    return found._replace(
        helpers=_helpers(code, is_student, known),
        student_classes=found.student_classes | classes,
    )


def asked(solutions: Iterable[str], ours: Iterable[str] = ()) -> Script:
    """Say what solution cells are there to define.

    Args:
        solutions: their sources.
        ours: those of the instructor's other cells, tests among them, in their order.
    """
    trees = [_tree(source) for source in solutions]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    tables = [symtable.symtable(ast.unparse(tree), "cell", "exec") for tree in trees]
    outside = [symbol for table in tables for symbol in _outside_names(table)]
    imported = frozenset(
        (each.asname or each.name).partition(".")[0]
        for node in nodes
        if _is_import(node)
        for each in node.names
    )
    student_names = frozenset[str]().union(*map(_bound_names, tables)) - imported
    return Script(
        own_names=frozenset(_first_bound(ours) | imported) - student_names,
        student_names=student_names,
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
        tree = ast.parse(as_python(source))
        compile(tree, "cell", "exec")  # what is no program has no names
    except (SyntaxError, ValueError):
        return ast.Module([], [])
    return tree


def _bound_names(cell: symtable.SymbolTable) -> set[str]:
    """Return the names that a cell gives a value at its top level."""
    symbols = cell.get_symbols()
    return {each.get_name() for each in symbols if each.is_assigned() or each.is_imported()}


def _first_bound(sources: Iterable[str]) -> set[str]:
    """Return the names that cells bind before any of them reads them."""
    bound: set[str] = set()
    read: set[str] = set()
    for node in (each for source in sources for each in _tree(source).body):
        table = symtable.symtable(ast.unparse(node), "cell", "exec")
        stored = _bound_names(table)
        symbols = [*_outside_names(table), *table.get_symbols()]
        names = {each.get_name() for each in symbols if each.is_referenced()}
        if isinstance(node, ast.AugAssign):
            names |= stored
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            read |= names - bound
        bound |= stored - read
        read |= names - bound
    return bound


def _is_import(node: ast.AST) -> TypeGuard[ast.Import | ast.ImportFrom]:
    """Whether a node imports what is the same for everybody."""
    match node:
        case ast.Import(names=names):
            modules = [each.name for each in names]
        case ast.ImportFrom(module=str(module), level=0):
            modules = [module]
        case _:
            return False
    return all(module.partition(".")[0] in _COMMON for module in modules)


def _imports(source: str) -> str:
    return "\n".join(ast.unparse(node) for node in _tree(source).body if _is_import(node))


def _is_ours(role: SourceCell) -> bool:
    return role.is_locked or role.is_test


def _outside_names(cell: symtable.SymbolTable) -> Iterator[symtable.Symbol]:
    """Give the names that functions of a cell look for outside of themselves."""
    tables = cell.get_children()
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
    helpers = (
        Helper(
            at + 1,
            _imports(source) if is_student[at] else source,
            frozenset(name for name in marked[at:] if name),
        )
        for at, (_, source) in enumerate(code)
        if is_student[at] or not marked[at]
    )
    return tuple(helper for helper in helpers if helper.source)


def _name(cell: Any) -> str:
    marks = cell["metadata"].get("nbgrader")
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    return name if isinstance(name, str) else ""


def _text(cell: Any) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
