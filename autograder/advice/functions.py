"""Rules about the graded functions: parameters without use, slices that end at minus zero."""

import ast
from collections.abc import Iterator

from autograder.advice.found import Found, found
from autograder.advice.source import Function, Scope, Source
from autograder.advice.walk import names_in, stored_in, walk
from autograder.rules import AdviceRules

_WHOLE_SCOPE = {"locals", "vars", "eval", "exec"}  # may read a parameter that nobody sees read


def parameters(function: Function) -> list[ast.arg]:
    """Return the named parameters of a function."""
    given = function.args
    return [*given.posonlyargs, *given.args, *given.kwonlyargs]


def unused_parameters(source: Source, rules: AdviceRules) -> Iterator[Found]:  # noqa: ARG001
    """Find parameters of graded functions whose value nothing depends on."""
    for name, function in source.graded.items():
        if any(isinstance(statement, ast.Raise) for statement in function.body):
            continue  # not written yet
        read = [_names_read(statement) for statement in function.body]
        everything = set().union(*read)
        if everything & _WHOLE_SCOPE:
            continue
        for parameter in parameters(function):
            called = parameter.arg
            is_used = called in everything and not _is_overwritten(called, function, read)
            if not (is_used or called.startswith("_")):
                yield found("unused-parameter", function, function=name, name=called)


def _names_read(statement: ast.stmt) -> set[str]:
    """Return the names whose value a statement takes; `x += 1` does so too."""
    names = set()
    for node in walk(statement):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def _is_overwritten(name: str, function: Function, read: list[set[str]]) -> bool:
    """Whether a parameter gets another value before anything has read the one that came in."""
    for statement, names in zip(function.body, read, strict=True):
        if name in names:
            return False
        match statement:
            case ast.Assign(targets=[ast.Name(id=target)]) if target == name:
                return True
            case ast.AnnAssign(target=ast.Name(id=target), value=ast.expr()) if target == name:
                return True
    return False


def minus_zero_slices(source: Source, rules: AdviceRules) -> Iterator[Found]:  # noqa: ARG001
    """Find `x[pad:-pad]` where nothing asks whether `pad` is 0.

    Only in graded functions, and only where the number comes from outside: a helper's caller may
    have asked, and a number that is computed may never be 0.
    """
    graded = {id(function) for function in source.graded.values()}
    for scope in source.scopes:
        if scope.function is None or id(scope.function) not in graded:
            continue
        doubtful = _from_outside(scope) - _asked_about(scope)
        for part in scope.every(ast.Slice):
            match part:
                case ast.Slice(
                    lower=None | ast.Name() as lower,
                    upper=ast.UnaryOp(op=ast.USub(), operand=ast.Name(id=name)) as upper,
                    step=None,
                ) if name in doubtful:
                    written = f"{lower.id if lower else ''}:-{name}"
                    yield found("minus-zero-slice", upper, name=name, slice=written)


def _from_outside(scope: Scope) -> set[str]:
    """Return parameters and what is taken out of others: `x, pad = cache`, `pad = cache["pad"]`."""
    assert scope.function
    names = {parameter.arg for parameter in parameters(scope.function)}
    computed: set[str] = set()
    for statement in scope.every(ast.Assign):
        value = statement.value
        values = value.elts if isinstance(value, ast.Tuple) else [value]
        is_taken = all(
            isinstance(part, ast.Name | ast.Subscript | ast.Attribute) for part in values
        )
        stored = stored_in(statement.targets)
        (names if is_taken else computed).update(stored)
    return names - computed


def _asked_about(scope: Scope) -> set[str]:
    """Return the names that some condition of a function mentions."""
    return names_in(
        [
            *scope.every(ast.Compare),
            *scope.every(ast.BoolOp),
            *(node.test for node in scope.every(ast.If)),
            *(node.test for node in scope.every(ast.While)),
            *(node.test for node in scope.every(ast.IfExp)),
            *(node.test for node in scope.every(ast.Assert)),
        ]
    )
