"""Make mutants of a module: its source, changed in one place, for every place and operator."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from tests.mutants.operators import OPERATORS, Neighbours

MODULE = "(module)"
_GENERIC = {"dict", "list", "tuple"}


class Key(NamedTuple):
    """What a mutant is known by, whatever stands above it, and however the file is formatted.

    Attributes:
        function: that the change is in.
        line: the statement, or the head of one with a body, as `ast.unparse` writes it.
        mutated: what stands in its place.
    """

    function: str
    line: str
    mutated: str


class Mutant(NamedTuple):
    """A module with one change.

    Attributes:
        key: what was changed.
        source: of the whole module.
    """

    key: Key
    source: str


class _Place(NamedTuple):
    """Where a node stands: in a field of another one, or at an index of that field."""

    parent: ast.AST
    field: str
    at: int | None

    def put(self, node: ast.AST) -> None:
        if self.at is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.at] = node


def mutants(source: str) -> list[Mutant]:
    """Return every mutant of a module, each once."""
    tree = ast.parse(source)
    original = ast.unparse(tree)
    made: dict[str, Mutant] = {}
    for part in tree.body:
        name = part.name if isinstance(part, ast.FunctionDef) else MODULE
        neighbours = Neighbours.within(part)
        place = _Place(tree, "body", tree.body.index(part))
        for statement, where, node in _nodes(part, place, part):
            before = _head(statement)
            for other in _others(node, neighbours):
                where.put(other)
                after = _head(other if node is statement else statement)
                text = ast.unparse(ast.fix_missing_locations(tree))
                where.put(node)
                if text != original:
                    made.setdefault(text, Mutant(Key(name, before, after), text))
    return list(made.values())


def _others(node: ast.AST, neighbours: Neighbours) -> Iterator[ast.AST]:
    """Give everything that a node may become."""
    for kind, change in OPERATORS:
        if isinstance(node, kind):
            yield from change(node)
    yield from neighbours.instead(node)


def _nodes(
    node: ast.AST, place: _Place, statement: ast.AST
) -> Iterator[tuple[ast.AST, _Place, ast.AST]]:
    """Give each node that is worth changing, with the innermost statement around it."""
    if _is_idle(node):
        return
    yield statement, place, node
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "ctx", "op", "ops", "exc"):
            continue  # types and messages; operators are changed with the node around them
        children = value if isinstance(value, list) else [value]
        for at, child in enumerate(children):
            if isinstance(child, ast.AST):
                there = _Place(node, field, at if isinstance(value, list) else None)
                inside = child if isinstance(child, ast.stmt) else statement
                yield from _nodes(child, there, inside)


def _is_idle(node: ast.AST) -> bool:
    """Whether nothing that a node says is ever done: a docstring, an import, the name of a type."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    value = node.value if isinstance(node, ast.Assign) else None
    return (
        isinstance(value, ast.Subscript)
        and isinstance(value.value, ast.Name)
        and value.value.id in _GENERIC
    )


def _head(statement: ast.AST) -> str:
    """Return a statement in one line, without its body."""
    return ast.unparse(ast.fix_missing_locations(statement)).splitlines()[0]
