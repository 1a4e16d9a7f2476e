"""Rules about single statements that can't be meant as they are written."""

import ast
from collections.abc import Iterator

from autograder.advice.found import Found, found
from autograder.advice.source import Source
from autograder.rules import AdviceRules

_EVERYTHING = {"Exception", "BaseException"}
_NAN = {"numpy.nan", "numpy.NaN", "numpy.NAN", "math.nan"}
# What gives a new array back and leaves its argument alone.
_PURE_METHODS = {
    "astype", "copy", "flatten", "ravel", "reshape", "repeat", "squeeze", "swapaxes", "transpose",
}  # fmt: skip
_PURE = _PURE_METHODS | {
    "abs", "append", "array", "clip", "concatenate", "dot", "einsum", "exp", "expand_dims", "flip",
    "matmul", "max", "maximum", "mean", "min", "minimum", "moveaxis", "outer", "pad", "roll",
    "rot90", "stack", "sum", "tensordot", "tile", "where", "zeros", "zeros_like",
}  # fmt: skip
_PURE_FUNCTIONS = {f"numpy.{name}" for name in _PURE}


def hidden_errors(source: Source, rules: AdviceRules) -> Iterator[Found]:  # noqa: ARG001
    """Find handlers that swallow whatever goes wrong."""
    for handler in source.every(ast.ExceptHandler):
        if handler.type is None:
            if not any(isinstance(statement, ast.Raise) for statement in handler.body):
                yield found("hidden-errors", handler, handler="except:")
        elif _is_everything(handler.type) and all(map(_says_nothing, handler.body)):
            name = _everything_in(handler.type)
            yield found("hidden-errors", handler, handler=f"except {name}")
    for block in source.every(ast.With):
        yield from _suppressed(block, source)


def _suppressed(block: ast.With, source: Source) -> Iterator[Found]:
    for item in block.items:
        call = item.context_expr
        if (
            isinstance(call, ast.Call)
            and source.dotted(call.func) == "contextlib.suppress"
            and any(map(_is_everything, call.args))
        ):
            name = next(filter(None, map(_everything_in, call.args)))
            yield found("hidden-errors", block, handler=f"suppress({name})")


def _is_everything(kind: ast.expr) -> bool:
    return bool(_everything_in(kind))


def _everything_in(kind: ast.expr) -> str:
    """Return the name by which a handler catches everything; empty where it does not."""
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    names = [each.id for each in kinds if isinstance(each, ast.Name)]
    return next((name for name in names if name in _EVERYTHING), "")


def _says_nothing(statement: ast.stmt) -> bool:
    """Whether a handler's statement leaves no trace of the error."""
    match statement:
        case ast.Pass() | ast.Continue() | ast.Break() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Return(value=value):
            parts = value.elts if isinstance(value, ast.Tuple) else [value]
            return all(map(_is_constant, parts))
    return False


def _is_constant(value: ast.expr | None) -> bool:
    """Whether a value is nothing, or written out like `0` or `-1`."""
    inner = value.operand if isinstance(value, ast.UnaryOp) else value
    return inner is None or isinstance(inner, ast.Constant)


def compared_with_nan(source: Source, rules: AdviceRules) -> Iterator[Found]:  # noqa: ARG001
    """Find `x == np.nan` and its like."""
    for comparison in source.every(ast.Compare):
        is_equality = any(isinstance(sign, ast.Eq | ast.NotEq) for sign in comparison.ops)
        sides = [comparison.left, *comparison.comparators]
        if is_equality and any(_is_nan(side, source) for side in sides):
            yield found("comparison-with-nan", comparison)


def _is_nan(node: ast.expr, source: Source) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="float"), args=[ast.Constant(value=str(text))]):
            return text.strip().lower() == "nan"
    return source.dotted(node) in _NAN


def unused_results(source: Source, rules: AdviceRules) -> Iterator[Found]:  # noqa: ARG001
    """Find calls in functions that give a new array back which nobody takes."""
    for scope in source.scopes:
        for statement in scope.every(ast.Expr) if scope.function else []:
            call = statement.value
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and not any(keyword.arg in ("out", None) for keyword in call.keywords)
                and _is_pure(call.func, source)
            ):
                named = call.func.value
                owner = f"{named.id}." if isinstance(named, ast.Name) else "."
                yield found("result-unused", statement, call=f"{owner}{call.func.attr}(...)")


def _is_pure(function: ast.Attribute, source: Source) -> bool:
    """Whether a call of an array's method or of numpy changes nothing."""
    name = source.dotted(function)
    is_own = isinstance(function.value, ast.Name) and function.value.id in ("self", "cls")
    return name in _PURE_FUNCTIONS if name else function.attr in _PURE_METHODS and not is_own


def written_globals(source: Source, rules: AdviceRules) -> Iterator[Found]:  # noqa: ARG001
    """Find functions that give a new value to a name of the module."""
    for scope in source.scopes:
        if scope.function is None:
            continue
        stored = {node.id for node in scope.every(ast.Name) if isinstance(node.ctx, ast.Store)}
        for statement in scope.every(ast.Global):
            for name in statement.names:
                if name in stored:
                    yield found(
                        "global-variable", statement, function=scope.function.name, name=name
                    )
