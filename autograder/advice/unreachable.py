"""Find code that can't run, whatever the function is called with."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from autograder.advice.found import Found, found
from autograder.advice.source import Source
from autograder.rules import AdviceRules

_ENDS = {
    ast.Return: "return",
    ast.Raise: "raise",
    ast.Break: "break",
    ast.Continue: "continue",
}


def unreachable_code(source: Source, rules: AdviceRules) -> Iterator[Found]:  # noqa: ARG001
    """Find statements after `return` and its like, after an endless loop, and in `if False:`."""
    walk = _Walk()
    for module in source.every(ast.Module):
        walk.block(module.body)
    yield from walk.found


class _Walk:
    """Goes through every block once, and knows which statement, if any, ends it."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self._broken: list[bool] = []  # for each loop around, whether a `break` was seen in it

    def block(self, body: Sequence[ast.stmt]) -> ast.stmt | None:
        """Return the statement after which nothing of a block runs."""
        for at, statement in enumerate(body):
            end = self._statement(statement)
            if end is not None:
                rest = body[at + 1 :]
                if not all(map(_is_harmless, rest)):
                    self._note(rest[0], end, _word(end))
                self._definitions(rest)
                return end
        return None

    def _statement(self, statement: ast.stmt) -> ast.stmt | None:
        """Go through a statement; return what ends it, if it never comes to the next one."""
        match statement:
            case ast.Return() | ast.Raise() | ast.Continue():
                return statement
            case ast.Break():
                if self._broken:
                    self._broken[-1] = True
                return statement
            case ast.If():
                self._constant(statement, "if")
                ends = self.block(statement.body), self.block(statement.orelse)
                return ends[1] if all(ends) else None
            case ast.While() | ast.For() | ast.AsyncFor():
                return self._loop(statement)
            case ast.Try() | ast.TryStar():
                for body in (statement.body, *(each.body for each in statement.handlers)):
                    self.block(body)
                self.block(statement.orelse)
                return self.block(statement.finalbody)
            case ast.With() | ast.AsyncWith():
                self.block(statement.body)  # what it raises may be held back
            case ast.Match():
                for case in statement.cases:
                    self.block(case.body)
            case _:
                self._definitions([statement])
        return None

    def _loop(self, loop: ast.While | ast.For | ast.AsyncFor) -> ast.stmt | None:
        self._broken.append(False)
        if isinstance(loop, ast.While):
            self._constant(loop, "while")
        self.block(loop.body)
        is_left = self._broken.pop()
        self.block(loop.orelse)
        is_endless = isinstance(loop, ast.While) and _is_always(loop.test, True)
        return loop if is_endless and not is_left else None

    def _definitions(self, statements: Iterable[ast.stmt]) -> None:
        """Go through the bodies of functions and classes."""
        for statement in statements:
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                around, self._broken = self._broken, []
                self.block(statement.body)
                self._broken = around

    def _constant(self, statement: ast.If | ast.While, word: str) -> None:
        """Note a body that is switched off."""
        if _is_always(statement.test, False) and not all(map(_is_harmless, statement.body)):
            assert isinstance(statement.test, ast.Constant)
            self._note(statement.body[0], statement, f"{word} {statement.test.value!r}")

    def _note(self, statement: ast.stmt, end: ast.stmt, word: str) -> None:
        self.found.append(found("unreachable-code", statement, after=word, line=end.lineno))


def _word(end: ast.stmt) -> str:
    """Return how the statement is written that nothing comes after."""
    return _ENDS.get(type(end), "while True")


def _is_always(test: ast.expr, value: bool) -> bool:
    """Whether a condition is the constant `True` or `1`, or `False`, `0` or `None`."""
    if not isinstance(test, ast.Constant) or not (
        test.value is None or isinstance(test.value, int)
    ):
        return False
    return bool(test.value) is value


def _is_harmless(statement: ast.stmt) -> bool:
    """Whether nobody can have meant a statement to do anything: what stubs and habits leave."""
    match statement:
        case (
            ast.Pass() | ast.Break() | ast.Continue() | ast.Expr(value=ast.Constant() | ast.Yield())
        ):
            return True
        case ast.Return(value=None | ast.Constant()):
            return True
        case ast.Raise(exc=ast.Call(func=ast.Name(id="NotImplementedError"))):
            return True
        case ast.Raise(exc=ast.Name(id="NotImplementedError")):
            return True
    return False
