"""Which names of a function are its caller's arrays, or views of them.

Told with certainty or not at all: a name is followed only while every way to it leaves it the
caller's.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.advice.source import Source
from autograder.advice.walk import stored_in

MAX_NAMES = 50  # that are followed; a hostile source must not make copies of thousands

# `whole`: the argument itself, or all of it in another shape. `view`: an array that lies in it.
# `part`: that, or what `+=` leaves alone, such as a number or a tuple. `int`: a whole number.
Kind = Literal["whole", "view", "part", "int"]


@dataclass(frozen=True)
class Alias:
    """What a name stands for.

    Attributes:
        argument: the parameter that it is or lies in; empty for a number.
    """

    argument: str
    kind: Kind


Names = dict[str, Alias]

_INT = Alias("", "int")
_SAME_METHODS = {"reshape", "ravel"}  # copies where the array is no longer in order
_VIEW_METHODS = {"transpose", "swapaxes", "squeeze", "view"}
_SAME_FUNCTIONS = {"numpy.reshape", "numpy.ravel", "numpy.atleast_1d", "numpy.atleast_2d"}
_AS_FUNCTIONS = {"numpy.asarray", "numpy.asanyarray"}  # themselves where no other dtype is asked
_VIEW_FUNCTIONS = {
    "numpy.transpose", "numpy.swapaxes", "numpy.moveaxis", "numpy.rollaxis", "numpy.squeeze",
    "numpy.expand_dims", "numpy.flip",
}  # fmt: skip


def alias_of(node: ast.expr, names: Names, source: Source) -> Alias | None:
    """Return what an expression stands for; None where that is not certain, or not the caller's."""
    match node:
        case ast.Name(id=name):
            return names.get(name)
        case ast.Attribute(value=value, attr="T" | "flat"):
            return _within(alias_of(value, names, source), "view")
        case ast.Subscript(value=value, slice=index):
            kind = _kind_of_index(index, names)
            return _within(alias_of(value, names, source), kind) if kind else None
        case ast.Call():
            return _alias_of_call(node, names, source)
    return None


def _alias_of_call(call: ast.Call, names: Names, source: Source) -> Alias | None:
    """Return what `x.reshape(...)` or `np.asarray(x)` stands for."""
    function = source.dotted(call.func)
    if function and call.args:
        base = alias_of(call.args[0], names, source)
        if function in _AS_FUNCTIONS:
            return base if len(call.args) == 1 and not call.keywords else None
        if function in _SAME_FUNCTIONS:
            return base if base and base.kind == "whole" else None
        return _within(base, "view") if function in _VIEW_FUNCTIONS else None
    if function or not isinstance(call.func, ast.Attribute):
        return None
    if call.func.attr in _SAME_METHODS:
        base = alias_of(call.func.value, names, source)
        return base if base and base.kind == "whole" else None
    if call.func.attr in _VIEW_METHODS:
        return _within(alias_of(call.func.value, names, source), "view")
    return None


def _within(base: Alias | None, kind: Kind) -> Alias | None:
    """Return what lies in an array of the caller's."""
    return Alias(base.argument, kind) if base and base.kind != "int" else None


def _kind_of_index(index: ast.expr, names: Names) -> Kind | None:
    """Say whether an index certainly gives a view, or a view or a number; None: perhaps a copy."""
    if isinstance(index, ast.Slice):
        return "part"  # a list, tuple or text can be sliced like this too, and `+=` makes a new one
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    if all(_is_slice(part) or _is_int(part, names) for part in parts):
        return "view" if any(map(_is_slice, parts)) else "part"
    is_key = isinstance(index, ast.Constant) and isinstance(index.value, str)
    return "part" if is_key else None


def _is_slice(part: ast.expr) -> bool:
    """Whether a part of an index keeps an axis or adds one."""
    if isinstance(part, ast.Constant):
        return part.value is None or part.value is ...
    return isinstance(part, ast.Slice) or (
        isinstance(part, ast.Attribute) and part.attr == "newaxis"
    )


def _is_int(part: ast.expr, names: Names) -> bool:
    """Whether a part of an index is certainly a whole number, not an array of them."""
    match part:
        case ast.Constant(value=int()):
            return not isinstance(part.value, bool)
        case ast.Name(id=name):
            return names.get(name) == _INT
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _is_int(operand, names)
        case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult(), left=left, right=right):
            return _is_int(left, names) and _is_int(right, names)
    return False


def store(target: ast.expr, value: ast.expr, names: Names, source: Source) -> None:
    """Note what names stand for after `target = value`."""
    if isinstance(target, ast.Tuple | ast.List):
        if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts):
            before = dict(names)  # `x, y = y, x`
            for one, its in zip(target.elts, value.elts, strict=True):
                is_list = isinstance(one, ast.Starred)
                _bind(one, None if is_list else alias_of(its, before, source), names)
        else:  # `x, w = cache`
            inner = _within(alias_of(value, names, source), "part")
            for one in target.elts:
                _bind(one, inner, names)
    else:
        _bind(target, alias_of(value, names, source), names)


def loop(target: ast.expr, over: ast.expr, names: Names, source: Source) -> None:
    """Note what names stand for in `for target in over`."""
    inner: Sequence[Alias | None] = [_within(alias_of(over, names, source), "part")]
    match over:
        case ast.Call(func=ast.Name(id="range")):
            inner = [_INT]
        case ast.Call(func=ast.Name(id="enumerate"), args=[first, *_]):
            inner = [_INT, _within(alias_of(first, names, source), "part")]
        case ast.Call(func=ast.Name(id="zip"), args=args):
            inner = [_within(alias_of(each, names, source), "part") for each in args]
        case ast.Call() if source.dotted(over.func) == "numpy.ndindex":
            _bind(target, _INT, names)
            return
    elements = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    if len(elements) == len(inner):
        for one, alias in zip(elements, inner, strict=True):
            _bind(one, alias, names)
    else:
        _bind(target, None, names)


def _bind(target: ast.expr, alias: Alias | None, names: Names) -> None:
    """Let every name in a target stand for something, or be the caller's no longer."""
    for name in sorted(stored_in([target])):
        names.pop(name, None)
        if alias and len(names) < MAX_NAMES:
            names[name] = alias


def merged(one: Names | None, other: Names | None) -> Names | None:
    """Return what two ways of a function agree on; None stands for a way that has ended."""
    if one is None or other is None:
        return one if other is None else other
    return {name: alias for name, alias in one.items() if other.get(name) == alias}
