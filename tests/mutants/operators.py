"""What a mutant changes: each operator takes a node of the syntax tree and gives others for it.

The usual operators, and those that this field's mistakes are made of: axes and arguments exchanged,
a name taken for its neighbour, bounds of slices, letters of an einsum, types of arrays.
"""

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import pairwise
from typing import Any, NamedTuple

Operator = Callable[[Any], Iterator[ast.AST]]
OPERATORS: list[tuple[type[ast.AST], Operator]] = []

_SWAPS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div, ast.FloorDiv),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div, ast.Mult, ast.Mod),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult, ast.FloorDiv),
    ast.MatMult: (ast.Mult,),
    ast.Lt: (ast.LtE, ast.GtE, ast.NotEq),
    ast.LtE: (ast.Lt, ast.Gt, ast.Eq),
    ast.Gt: (ast.GtE, ast.LtE, ast.NotEq),
    ast.GtE: (ast.Gt, ast.Lt, ast.Eq),
    ast.Eq: (ast.NotEq, ast.LtE, ast.GtE),
    ast.NotEq: (ast.Eq, ast.Lt, ast.Gt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
_UNLIKE = {
    "all": "any", "any": "all", "argmax": "argmin", "argmin": "argmax", "max": "min",
    "maximum": "minimum", "mean": "sum", "min": "max", "minimum": "maximum", "ones": "zeros",
    "sqrt": "square", "sum": "mean", "zeros": "ones", "zeros_like": "ones_like",
}  # fmt: skip
_MAKERS = {"array", "asarray", "empty", "full", "ones", "ones_like", "zeros", "zeros_like"}


def operator(*kinds: type[ast.AST]) -> Callable[[Operator], Operator]:
    """Register an operator for nodes of these kinds."""

    def register(change: Operator) -> Operator:
        OPERATORS.extend((kind, change) for kind in kinds)
        return change

    return register


class Neighbours(NamedTuple):
    """Which names of a function are bound side by side: parameters, or the parts of a tuple."""

    of: dict[str, list[str]]

    @classmethod
    def within(cls, function: ast.AST) -> "Neighbours":
        """Find them in a function, or in a module outside of its functions."""
        of: dict[str, list[str]] = {}
        for node in ast.walk(function):
            names: list[str] = []
            if isinstance(node, ast.arguments):
                names = [argument.arg for argument in node.args]
            elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Store):
                names = [part.id for part in node.elts if isinstance(part, ast.Name)]
            for one, other in pairwise(names):
                of.setdefault(one, []).append(other)
                of.setdefault(other, []).append(one)
        return cls(of)

    def instead(self, node: ast.AST) -> Iterator[ast.AST]:
        """Give the neighbours of a name that is read."""
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            for name in dict.fromkeys(self.of.get(node.id, ())):
                yield ast.Name(name, node.ctx)


@operator(ast.BinOp, ast.AugAssign)
def arithmetic(node: ast.BinOp | ast.AugAssign) -> Iterator[ast.AST]:
    """Compute something else: `a + b` becomes `a - b`."""
    for kind in _SWAPS[type(node.op)]:
        yield changed(node, op=kind())


@operator(ast.BinOp)
def operands(node: ast.BinOp) -> Iterator[ast.AST]:
    """Forget an operand, or exchange the two where that matters."""
    yield node.left
    yield node.right
    if not isinstance(node.op, ast.Add | ast.Mult):
        yield changed(node, left=node.right, right=node.left)


@operator(ast.AugAssign)
def plain_assignment(node: ast.AugAssign) -> Iterator[ast.AST]:
    """Overwrite instead of adding up."""
    yield ast.Assign([node.target], node.value, lineno=0)


@operator(ast.Compare)
def comparison(node: ast.Compare) -> Iterator[ast.AST]:
    """Compare otherwise: `<` becomes `<=`."""
    for at, each in enumerate(node.ops):
        for kind in _SWAPS[type(each)]:
            yield changed(node, ops=[*node.ops[:at], kind(), *node.ops[at + 1 :]])


@operator(ast.BoolOp)
def logic(node: ast.BoolOp) -> Iterator[ast.AST]:
    """Exchange `and` and `or`, and forget each condition in turn."""
    for kind in _SWAPS[type(node.op)]:
        yield changed(node, op=kind())
    for at in range(len(node.values)):
        rest = node.values[:at] + node.values[at + 1 :]
        yield changed(node, values=rest) if len(rest) > 1 else rest[0]


@operator(ast.UnaryOp)
def unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    """Forget a sign or a `not`."""
    yield node.operand


@operator(ast.Constant)
def constant(node: ast.Constant) -> Iterator[ast.AST]:
    """Change a number by one, to zero or in sign; a truth to the other; a text to none."""
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        for other in dict.fromkeys((value + 1, value - 1, type(value)(0), -value)):
            if other != value:
                yield ast.Constant(other)
    elif isinstance(value, str) and value:
        yield ast.Constant("")


@operator(ast.If, ast.While, ast.IfExp)
def condition(node: ast.If | ast.While | ast.IfExp) -> Iterator[ast.AST]:
    """Take the other branch, and always the same."""
    yield changed(node, test=ast.UnaryOp(ast.Not(), node.test))
    if not isinstance(node, ast.While):
        yield changed(node, test=ast.Constant(True))
    yield changed(node, test=ast.Constant(False))


@operator(ast.Break, ast.Continue)
def jump(node: ast.Break | ast.Continue) -> Iterator[ast.AST]:
    """Exchange `break` and `continue`."""
    yield ast.Continue() if isinstance(node, ast.Break) else ast.Break()


@operator(ast.stmt)
def removal(node: ast.stmt) -> Iterator[ast.AST]:
    """Leave a statement out."""
    if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Pass):
        yield ast.Pass()


@operator(ast.Raise)
def other_error(node: ast.Raise) -> Iterator[ast.AST]:
    """Raise an error of another type."""
    if isinstance(node.exc, ast.Call):
        yield changed(node, exc=changed(node.exc, func=ast.Name("RuntimeError", ast.Load())))


@operator(ast.For)
def iterations(node: ast.For) -> Iterator[ast.AST]:
    """Leave out the first or the last round of a loop."""
    as_list = ast.Call(ast.Name("list", ast.Load()), [node.iter], [])
    for bounds in (ast.Slice(ast.Constant(1)), ast.Slice(None, ast.Constant(-1))):
        yield changed(node, iter=ast.Subscript(as_list, bounds, ast.Load()))


@operator(ast.Call)
def arguments(node: ast.Call) -> Iterator[ast.AST]:
    """Exchange arguments that stand side by side, forget a keyword, or forget the whole call."""
    for parts in exchanged(node.args):
        yield changed(node, args=parts)
    for at in range(len(node.keywords)):
        yield changed(node, keywords=node.keywords[:at] + node.keywords[at + 1 :])
    if len(node.args) == 1 and not isinstance(node.args[0], ast.GeneratorExp):
        yield node.args[0]
    if isinstance(node.func, ast.Attribute):
        yield node.func.value


@operator(ast.Attribute)
def transpose(node: ast.Attribute) -> Iterator[ast.AST]:
    """Forget to transpose."""
    if node.attr == "T":
        yield node.value


@operator(ast.Attribute, ast.Name)
def unlike(node: ast.Attribute | ast.Name) -> Iterator[ast.AST]:
    """Call a function for another of its kind: `max` for `min`."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id
    if isinstance(node.ctx, ast.Load) and name in _UNLIKE:
        field = "attr" if isinstance(node, ast.Attribute) else "id"
        yield changed(node, **{field: _UNLIKE[name]})


@operator(ast.Call)
def element_type(node: ast.Call) -> Iterator[ast.AST]:
    """Give an array numbers of another type."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    others = [ast.Name("int", ast.Load()), ast.parse("np.float32", mode="eval").body]
    if name == "astype":
        for other in [*others, ast.Name("bool", ast.Load()), ast.Name("float", ast.Load())]:
            yield changed(node, args=[other])
    elif name in _MAKERS:
        rest = [each for each in node.keywords if each.arg != "dtype"]
        for other in others:
            yield changed(node, keywords=[*rest, ast.keyword("dtype", other)])


@operator(ast.Tuple, ast.List)
def parts(node: ast.Tuple | ast.List) -> Iterator[ast.AST]:
    """Exchange parts that stand side by side; forget each in turn where numbers are listed."""
    for elements in exchanged(node.elts):
        yield changed(node, elts=elements)
    if len(node.elts) > 1 and all(isinstance(part, ast.Constant) for part in node.elts):
        for at in range(len(node.elts)):
            yield changed(node, elts=node.elts[:at] + node.elts[at + 1 :])


@operator(ast.Slice)
def bounds(node: ast.Slice) -> Iterator[ast.AST]:
    """Forget a bound or a step of a slice, or move it by one."""
    for field in ("lower", "upper", "step"):
        bound = getattr(node, field)
        if bound is None:
            continue
        yield changed(node, **{field: None})
        for op in (ast.Add(), ast.Sub()):
            yield changed(node, **{field: ast.BinOp(bound, op, ast.Constant(1))})


@operator(ast.Call)
def letters(node: ast.Call) -> Iterator[ast.AST]:
    """Exchange letters that stand side by side in an einsum."""
    first = node.args[0] if node.args else None
    is_einsum = isinstance(node.func, ast.Attribute) and node.func.attr == "einsum"
    if is_einsum and isinstance(first, ast.Constant) and isinstance(first.value, str):
        text = first.value
        for at, (one, other) in enumerate(pairwise(text)):
            if one.isalpha() and other.isalpha():
                turned = ast.Constant(text[:at] + other + one + text[at + 2 :])
                yield changed(node, args=[turned, *node.args[1:]])


def changed(node: ast.AST, **fields: Any) -> ast.AST:
    """Return a copy of a node with other fields."""
    copy = deepcopy(node)
    for name, value in fields.items():
        setattr(copy, name, value)
    return copy


def exchanged(nodes: list[ast.expr]) -> Iterator[list[ast.expr]]:
    """Exchange each two nodes that stand side by side and differ."""
    for at in range(len(nodes) - 1):
        if ast.dump(nodes[at]) != ast.dump(nodes[at + 1]):
            yield [*nodes[:at], nodes[at + 1], nodes[at], *nodes[at + 2 :]]
