"""Find arguments of graded functions that are changed in place."""

import ast
from collections.abc import Iterable, Iterator

from autograder.advice.found import Found, found
from autograder.advice.functions import parameters
from autograder.advice.source import Function, Source
from autograder.advice.views import MAX_NAMES, Alias, Names, alias_of, loop, merged, store
from autograder.advice.walk import stored_in, walk
from autograder.rules import AdviceRules

# Methods and functions that change an array: the one they belong to, or their first argument.
_METHODS = {"fill", "sort", "put", "itemset", "resize"}  # a text has `partition`, too
_FUNCTIONS = {"put", "place", "putmask", "copyto", "fill_diagonal", "put_along_axis"}
_CHANGERS = {f"numpy.{name}" for name in _FUNCTIONS} | {"numpy.random.shuffle", "random.shuffle"}
# What only an array is asked for: a parameter without these may be a number, and `n += 1` is fine.
_OF_ARRAYS = {
    "shape", "ndim", "dtype", "T", "size", "reshape", "sum", "mean", "max", "min", "copy", "astype",
    "transpose", "argmax", "dot", "ravel", "flatten",
}  # fmt: skip


def changed_arguments(source: Source, rules: AdviceRules) -> Iterator[Found]:  # noqa: ARG001
    """Find places in graded functions that change what the caller gave."""
    for function in source.graded.values():
        yield from _Follower(function, source).changes()


class _Follower:
    """Follows the statements of a function, and what names stand for on the way.

    A place is visited once: a loop's body as it runs the first time.
    """

    def __init__(self, function: Function, source: Source) -> None:
        self._function = function
        self._source = source
        self._found: list[Found] = []
        self._arrays = _array_names(function)

    def changes(self) -> list[Found]:
        """Return every place that changes an argument."""
        given = parameters(self._function)[:MAX_NAMES]
        names = {each.arg: Alias(each.arg, "whole") for each in given}
        self._block(self._function.body, names)
        return self._found

    def _block(self, body: Iterable[ast.stmt], names: Names | None) -> Names | None:
        """Follow statements; return what holds after them, None where nothing comes after them."""
        for statement in body:
            if names is None:
                return None
            names = self._statement(statement, names)
        return names

    def _statement(self, statement: ast.stmt, names: Names) -> Names | None:
        match statement:
            case ast.If() | ast.For() | ast.AsyncFor() | ast.While() | ast.Match():
                return self._branches(statement, names)
            case ast.Try() | ast.TryStar():
                return self._try(statement, names)
            case ast.With() | ast.AsyncWith():
                for item in statement.items:
                    self._calls(item.context_expr, names)
                    if item.optional_vars:
                        store(item.optional_vars, item.context_expr, names, self._source)
                return self._block(statement.body, names)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names.pop(statement.name, None)  # its own statements run at another time, or never
            case _:
                self._calls(statement, names)
                self._assignment(statement, names)
        # What a `break` leaves behind holds after the loop, and must be agreed on there.
        return None if isinstance(statement, ast.Return | ast.Raise) else names

    def _branches(
        self, statement: ast.If | ast.For | ast.AsyncFor | ast.While | ast.Match, names: Names
    ) -> Names | None:
        """Follow each way on its own, and go on with what they agree on."""
        if isinstance(statement, ast.Match):
            self._calls(statement.subject, names)
            after: Names | None = dict(names)
            for case in statement.cases:
                after = merged(after, self._block(case.body, _unmatched(case.pattern, names)))
            return after
        inner = dict(names)
        if isinstance(statement, ast.For | ast.AsyncFor):
            self._calls(statement.iter, names)
            loop(statement.target, statement.iter, inner, self._source)
        else:
            self._calls(statement.test, names)
        done = self._block(statement.body, inner)
        if isinstance(statement, ast.If):
            return merged(done, self._block(statement.orelse, dict(names)))
        return self._block(statement.orelse, merged(names, done))

    def _try(self, statement: ast.Try | ast.TryStar, names: Names) -> Names | None:
        done = self._block(statement.body, dict(names))
        before = merged(names, done) or {}
        after = self._block(statement.orelse, done)
        for handler in statement.handlers:
            after = merged(after, self._block(handler.body, dict(before)))
        return self._block(statement.finalbody, after if after is not None else dict(before))

    def _assignment(self, statement: ast.stmt, names: Names) -> None:
        """Look at what an assignment writes to, then note what its names stand for."""
        match statement:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._write(target, names)
                    store(target, value, names, self._source)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._write(target, names)
                store(target, value, names, self._source)
            case ast.AugAssign(target=ast.Name(id=name) as target):
                alias = names.get(name)
                if alias and (alias.kind == "view" or name in self._arrays):
                    self._note(target, alias)
            case ast.AugAssign(target=target):
                self._write(target, names)

    def _write(self, target: ast.expr, names: Names) -> None:
        """Note an argument that `x[...] = ` writes into; `cache["x"] = ` sets a key of a dict."""
        if isinstance(target, ast.Tuple | ast.List):
            for part in target.elts:
                self._write(part, names)
        elif isinstance(target, ast.Subscript):
            is_key = isinstance(target.slice, ast.Constant) and isinstance(target.slice.value, str)
            if not is_key:
                self._note(target, alias_of(target.value, names, self._source))

    def _calls(self, within: ast.AST, names: Names) -> None:
        """Note arguments that calls change, and names that `:=` gives to something else."""
        nodes = list(walk(within))
        outer = _without(nodes, names)
        for node in nodes:
            if isinstance(node, ast.Call):
                for changed in self._changed_by(node):
                    self._note(node, alias_of(changed, outer, self._source))
            elif isinstance(node, ast.NamedExpr):
                names.pop(node.target.id, None)

    def _changed_by(self, call: ast.Call) -> Iterator[ast.expr]:
        """Give the expressions that a call changes in place."""
        for keyword in call.keywords:
            if keyword.arg == "out":
                outs = keyword.value
                yield from outs.elts if isinstance(outs, ast.Tuple) else [outs]
        if not isinstance(call.func, ast.Attribute):
            return
        name = self._source.dotted(call.func)
        is_at = name.startswith("numpy.") and name.endswith(".at")  # np.add.at(x, ...)
        is_shuffle = not name and call.func.attr == "shuffle"  # rng.shuffle(x)
        if (is_at or is_shuffle or name in _CHANGERS) and call.args:
            yield call.args[0]
        elif not name and call.func.attr in _METHODS:
            yield call.func.value

    def _note(self, node: ast.expr, alias: Alias | None) -> None:
        if alias and alias.argument:
            self._found.append(
                found(
                    "argument-changed", node, function=self._function.name, name=alias.argument
                )
            )  # fmt: skip


def _array_names(function: Function) -> set[str]:
    """Return the names that a function treats as arrays, or says to be."""
    names = set()
    for node in walk(function):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if attribute in _OF_ARRAYS:
                names.add(name)
            case ast.arg(arg=name, annotation=ast.expr() as annotation):
                said = [part for part in walk(annotation) if isinstance(part, ast.Attribute)]
                if any(part.attr in ("ndarray", "NDArray") for part in said):
                    names.add(name)
    return names


def _without(nodes: Iterable[ast.AST], names: Names) -> Names:
    """Return the names that no comprehension or lambda among some nodes has for itself."""
    own = set()
    for node in nodes:
        if isinstance(node, ast.comprehension):
            own |= stored_in([node.target])
        elif isinstance(node, ast.Lambda):
            given = node.args
            own |= {part.arg for part in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
    return {name: alias for name, alias in names.items() if name not in own}


def _unmatched(pattern: ast.pattern, names: Names) -> Names:
    """Return the names that a pattern does not give to something else."""
    bound = {getattr(node, "name", None) for node in walk(pattern)}
    return {name: alias for name, alias in names.items() if name not in bound}
