"""Read a submitted file into a syntax tree, within bounds that hold for a hostile one too.

Python's parser guards its own stack; what it takes is bounded by the size that it is given, and
what a walk over the tree takes by the tree's depth.
"""

import ast
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from autograder.advice.walk import children
from autograder.course import Assignment

MAX_CHARACTERS = 100_000  # a learner's file has some thousands; this much takes seconds at worst
MAX_DEPTH = 100  # of the tree; a learner's is 20 deep, and a rule may recurse over its statements
_MAX_NAME = 200  # of a module [characters]
# Of a module's name `a.b.c…` the parser keeps each beginning: memory grows with the square.
_LONG_CHAIN = re.compile(rf"(?:\.[\s\\]*+[\w\x80-\U0010ffff]++[\s\\]*+){{{MAX_DEPTH}}}")

Function = ast.FunctionDef | ast.AsyncFunctionDef
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_Node = TypeVar("_Node", bound=ast.AST)


@dataclass(frozen=True)
class Scope:
    """The module or a function: its own nodes in their order, without those of inner functions.

    Attributes:
        function: None for the module.
    """

    function: Function | None
    nodes: dict[type[ast.AST], list[ast.AST]] = field(
        default_factory=lambda: defaultdict(list), repr=False
    )

    def every(self, kind: type[_Node]) -> list[_Node]:
        """Return the nodes of a kind."""
        return cast(list[_Node], self.nodes.get(kind, []))

    @property
    def body(self) -> list[ast.stmt]:
        """The statements of the function; empty for the module."""
        return self.function.body if self.function else []


@dataclass(frozen=True)
class Source:
    """A file that could be read.

    Attributes:
        file: its name.
        lines: its lines, as a report quotes them.
        scopes: the module and every function.
        graded: the functions that the checks call, each as it was defined last.
        modules: what the imports bound: `np` to `numpy`, `signal` to `scipy.signal`.
    """

    file: str
    lines: list[str]
    scopes: list[Scope]
    graded: Mapping[str, Function]
    modules: Mapping[str, str]

    def every(self, kind: type[_Node]) -> Iterator[_Node]:
        """Give the nodes of a kind, wherever they stand."""
        for scope in self.scopes:
            yield from scope.every(kind)

    def dotted(self, node: ast.AST) -> str:
        """Return what `np.pad` names, such as `numpy.pad`; empty where it names no module."""
        names: list[str] = []
        while isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or node.id not in self.modules:
            return ""
        return ".".join([self.modules[node.id], *reversed(names)])


class _TooDeepError(Exception):
    """A tree that no rule should walk over."""


def read(file: str, lines: list[str], assignment: Assignment) -> Source | None:
    """Return what a file holds; None where it is not Python, or more than a rule should read.

    Args:
        file: its name.
        lines: its text.
        assignment: declares the functions of its first file.
    """
    text = "\n".join(lines)
    if len(text) > MAX_CHARACTERS or _LONG_CHAIN.search(text):
        return None
    try:
        with warnings.catch_warnings():  # an odd escape in a string would be told on our stderr
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        scopes = _scopes(tree)
    # RecursionError, MemoryError and, for a tree that is too deep in Python 3.11, SystemError.
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError, SystemError,
            _TooDeepError):  # fmt: skip
        return None
    declared = assignment.functions if file == assignment.files[0] else {}
    graded = {
        node.name: node
        for node in tree.body
        if isinstance(node, _FUNCTIONS) and node.name in declared
    }
    return Source(file, lines, scopes, graded, _modules(scopes))


def _scopes(tree: ast.Module) -> list[Scope]:
    """Walk over the whole tree once, in the order of the text."""
    module = Scope(None)
    scopes = [module]
    waiting: list[tuple[ast.AST, Scope, int]] = [(tree, module, 0)]
    while waiting:
        node, scope, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise _TooDeepError
        scope.nodes[type(node)].append(node)
        if isinstance(node, _FUNCTIONS):
            scope = Scope(node)
            scopes.append(scope)
        waiting += [(child, scope, depth + 1) for child in reversed(children(node))]
    return scopes


def _modules(scopes: Iterable[Scope]) -> dict[str, str]:
    """Return what imported names stand for, wherever they are imported."""
    found: dict[str, str] = {}
    for scope in scopes:
        for plain in scope.every(ast.Import):
            for alias in plain.names:
                top = alias.name.partition(".")[0]
                found[alias.asname or top] = alias.name if alias.asname else top
        for chosen in scope.every(ast.ImportFrom):
            for alias in chosen.names:
                if chosen.module and not chosen.level:
                    found[alias.asname or alias.name] = f"{chosen.module}.{alias.name}"
    # Each use of a name spells its module out, and a name may be as long as the file.
    return {name: module for name, module in found.items() if len(module) <= _MAX_NAME}
