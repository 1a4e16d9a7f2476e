"""The module that the cells run in a Jupyter session make, as far as the checks need it.

Kept are imports, functions, classes and assignments to plain names that a function of the
assignment uses, directly or through others, in the order in which they were run: a later one
wins as it does in the session. Plots, trials and what failed are left out. Nothing is run here.
"""

import ast
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from autograder.jupyter_lines import as_python

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_HEAD = "# coding: utf-8"
_STAR = "*"


class Place(NamedTuple):
    """Where a line of the module comes from: the number that the cell was run under, its line."""

    cell: int
    line: int


class Module(NamedTuple):
    """The code of a session.

    Attributes:
        source: of the module.
        places: of its lines, by their number.
        functions: those of the wanted names that it defines.
    """

    source: str
    places: Mapping[int, Place]
    functions: frozenset[str]


class _Statement(NamedTuple):
    """A statement that binds names.

    Attributes:
        names: that it binds; `*` is any.
        uses: names that it reads, wherever in it.
    """

    node: ast.stmt
    place: Place
    lines: tuple[str, ...]
    names: frozenset[str]
    uses: frozenset[str]


def module_of(cells: Sequence[str], failed: Mapping[int, int], wanted: Collection[str]) -> Module:
    """Return what the cells of a session make.

    Args:
        cells: their sources as they were typed, by the number that each was run under.
        failed: cells that raised, and the line that did; 0 where the cell was not begun.
        wanted: names of the functions that are checked.
    """
    ran = [
        statement
        for number, source in enumerate(cells)
        for statement in _statements(number, source)
        if number not in failed or _end(statement) < failed[number]
    ]
    kept = _without_stale(_needed(ran, wanted))
    kept.sort(key=lambda statement: not _is_future(statement.node))
    lines, places = [_HEAD], dict[int, Place]()
    for statement in kept:
        for offset, line in enumerate(statement.lines):
            lines.append(line)
            places[len(lines)] = Place(statement.place.cell, statement.place.line + offset)
    defined = frozenset(wanted) & frozenset().union(*(each.names for each in kept))
    return Module("\n".join([*lines, ""]), places, defined)


def _statements(number: int, source: str) -> Iterator[_Statement]:
    """Give the statements of a cell that bind names; none where it is not Python."""
    code = as_python(source)
    lines = code.split("\n")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the cell itself has said them
            body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in body:
        names = frozenset(_bound(node))
        if names:
            decorators = getattr(node, "decorator_list", [])
            first = min([node.lineno, *(each.lineno for each in decorators)])
            yield _Statement(
                node, Place(number, first), _lines(lines, node, first), names, _used(node)
            )


def _lines(lines: Sequence[str], node: ast.stmt, first: int) -> tuple[str, ...]:
    """Return the lines of a statement without others that share them."""
    found = list(lines[first - 1 : node.end_lineno])
    found[-1] = found[-1].encode()[: node.end_col_offset].decode()
    found[0] = found[0].encode()[node.col_offset if first == node.lineno else 0 :].decode()
    return tuple(found)


def _bound(node: ast.stmt) -> Iterable[str]:
    """Return the names that a statement binds; none where it is not of a kind that is kept."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return [node.name]
        case ast.Import() | ast.ImportFrom():
            return [(each.asname or each.name).partition(".")[0] for each in node.names]
        case ast.Assign():
            return _plain(node.targets)
        case ast.AugAssign():
            return _plain([node.target])
        case ast.AnnAssign(value=ast.expr()):
            return _plain([node.target])
    return []


def _plain(targets: Sequence[ast.expr]) -> list[str]:
    """Return the names in targets that are names and nothing else."""
    found: list[str] = []
    for target in targets:
        parts = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
        if not all(isinstance(part, ast.Name) for part in parts):
            return []
        found += [part.id for part in parts if isinstance(part, ast.Name)]
    return found


def _used(node: ast.stmt) -> frozenset[str]:
    """Return the names that a statement reads; `x += 1` reads x too."""
    reads = (each for each in ast.walk(node) if isinstance(each, ast.Name))
    kinds = (ast.Load, ast.Store) if isinstance(node, ast.AugAssign) else (ast.Load,)
    return frozenset(each.id for each in reads if isinstance(each.ctx, kinds))


def _needed(statements: Sequence[_Statement], wanted: Collection[str]) -> list[_Statement]:
    """Return the statements that bind a wanted name, or one that they use."""
    binding: dict[str, list[_Statement]] = {}
    for statement in statements:
        for name in statement.names:
            binding.setdefault(name, []).append(statement)
    open_names, seen = [*wanted, _STAR], set[str]()
    while open_names:
        name = open_names.pop()
        if name not in seen:
            seen.add(name)
            open_names += [use for each in binding.get(name, []) for use in each.uses]
    return [
        statement
        for statement in statements
        if statement.names & seen or _is_future(statement.node)
    ]


def _without_stale(statements: Sequence[_Statement]) -> list[_Statement]:
    """Leave out what was run again, and functions that are replaced before any could be called."""
    kept: dict[int, _Statement] = {}
    latest: dict[str, int] = {}
    replaceable: dict[str, int] = {}
    for at, statement in enumerate(statements):
        node = statement.node
        if not isinstance(node, _Function) and _is_again(statement, kept, latest):
            continue
        if isinstance(node, _Function) and not _calls(node):
            for name in _read_at_once(node):
                replaceable.pop(name, None)
            for name in statement.names & replaceable.keys():
                del kept[replaceable[name]]
            replaceable |= dict.fromkeys(statement.names, at)
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            replaceable.clear()  # it may have called them
        kept[at] = statement
        latest |= dict.fromkeys(statement.names, at)
    return list(kept.values())


def _at_once(node: _Function) -> Iterator[ast.AST]:
    """Give the parts of a function that its definition runs: all but its body."""
    for part in (*node.decorator_list, node.args, node.returns):
        yield from ast.walk(part) if part else ()


def _calls(node: _Function) -> bool:
    """Whether the definition of a function may call others."""
    has_call = any(isinstance(each, ast.Call) for each in _at_once(node))
    return has_call or bool(node.decorator_list)


def _read_at_once(node: _Function) -> set[str]:
    """Return the names that the definition of a function reads."""
    return {each.id for each in _at_once(node) if isinstance(each, ast.Name)}


def _is_again(
    statement: _Statement, kept: Mapping[int, _Statement], latest: Mapping[str, int]
) -> bool:
    """Whether a statement does once more what the last one to bind its names did."""
    last = {latest.get(name, -1) for name in statement.names}
    at = last.pop() if len(last) == 1 else -1
    before = kept.get(at)
    if before is None or before.lines != statement.lines:
        return False
    reads_own = bool(statement.names & statement.uses)  # each time it is run it does more
    reached = _reached(statement, kept, latest)
    return not reads_own and all(latest.get(name, -1) <= at for name in reached)


def _reached(
    statement: _Statement, kept: Mapping[int, _Statement], latest: Mapping[str, int]
) -> set[str]:
    """Return the names that a statement reads, itself or through what they are bound to."""
    found, waiting = set[str](), [_STAR, *statement.uses]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            binding = kept.get(latest.get(name, -1))
            waiting += binding.uses if binding else ()
    return found


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _end(statement: _Statement) -> int:
    return statement.node.end_lineno or statement.node.lineno
