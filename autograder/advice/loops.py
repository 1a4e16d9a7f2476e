"""Rules about loops: too many around single numbers, and one variable for two of them."""

import ast
from collections.abc import Iterator

from autograder.advice.found import Found, found
from autograder.advice.source import Source
from autograder.advice.walk import children, stored_in
from autograder.rules import AdviceRules

Loop = ast.For | ast.AsyncFor | ast.While
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_APART = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
# Calls that take and give single numbers; any other may do the work of a whole array.
_OF_NUMBERS = {"max", "min", "abs", "float", "int", "round", "range", "len", "print"}
_NUMBER_METHODS = {"append", "item", "exp", "sqrt", "maximum", "minimum"}


def nested_loops(source: Source, rules: AdviceRules) -> Iterator[Found]:
    """Find nests of loops whose innermost one works on single numbers."""
    for loop in _outermost(source):
        count = _depth(loop)
        if count >= rules.nested_loops:
            yield found("nested-loops", loop, count=count)


def reused_variables(source: Source, rules: AdviceRules) -> Iterator[Found]:  # noqa: ARG001
    """Find inner loops that count with the variable of an outer one."""
    for loop in _outermost(source):
        yield from _reused(loop, frozenset())


def _reused(loop: Loop, outer: frozenset[str]) -> Iterator[Found]:
    own = frozenset() if isinstance(loop, ast.While) else _targets(loop.target)
    for name in sorted(own & outer):
        yield found("loop-variable-reused", loop, name=name)
    for inner in _inner(loop.body):
        yield from _reused(inner, outer | own)


def _targets(target: ast.expr) -> frozenset[str]:
    """Return the variables of a loop; `_` is the sign for one that nobody reads."""
    names = stored_in([target])
    return frozenset(name for name in names if name.strip("_"))


def _outermost(source: Source) -> Iterator[Loop]:
    """Give the loops that stand in no other loop of their function."""
    for scope in source.scopes:
        every: list[Loop] = [*scope.every(ast.For), *scope.every(ast.While)]
        every += scope.every(ast.AsyncFor)
        inside = {id(inner) for loop in every for inner in _inner([*loop.body, *loop.orelse])}
        yield from (loop for loop in every if id(loop) not in inside)


def _inner(body: list[ast.stmt]) -> Iterator[Loop]:
    """Give the loops in a body, not those in them."""
    waiting: list[ast.AST] = list(reversed(body))
    while waiting:
        node = waiting.pop()
        if isinstance(node, _LOOPS):
            yield node
        elif isinstance(node, ast.stmt | ast.excepthandler | ast.match_case) and not isinstance(
            node, _APART
        ):
            waiting.extend(reversed(children(node)))


def _depth(loop: Loop) -> int:
    """Return how many loops deep the work on single numbers stands; 0 where there is none."""
    inner = list(_inner(loop.body))
    if not inner:
        return int(_is_on_numbers(loop))
    deepest = max(map(_depth, inner))
    return deepest and deepest + 1


def _is_on_numbers(loop: Loop) -> bool:
    """Whether an innermost loop indexes with its own variable, and hands nothing to numpy."""
    if isinstance(loop, ast.While):
        return False
    own, indexes = _targets(loop.target), False
    waiting: list[tuple[ast.AST, bool]] = [(statement, False) for statement in loop.body]
    while waiting:
        node, is_index = waiting.pop()
        match node:
            case ast.Slice() | ast.BinOp(op=ast.MatMult()):
                return False
            case ast.Call() if not _is_of_numbers(node):
                return False
            case ast.Subscript(value=value, slice=index):
                waiting += [(value, is_index), (index, True)]
                continue
            case ast.Name(id=name):
                indexes = indexes or (is_index and name in own)
        waiting += [(child, is_index) for child in children(node)]
    return indexes


def _is_of_numbers(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id=name):
            return name in _OF_NUMBERS
        case ast.Attribute(attr=attribute):
            return attribute in _NUMBER_METHODS
    return False
