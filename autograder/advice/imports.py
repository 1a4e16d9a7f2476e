"""Find imports of what would do the exercise instead of its learner, in all their disguises."""

import ast
from collections.abc import Iterable, Iterator

from autograder.advice.found import Found, found
from autograder.advice.source import Source
from autograder.rules import AdviceRules

_IMPORTERS = {"importlib.import_module", "importlib.__import__", "builtins.__import__"}


def forbidden_imports(source: Source, rules: AdviceRules) -> Iterator[Found]:
    """Find statements and calls that import a forbidden module, or parts of one that is used."""
    forbidden = rules.forbidden_imports
    seen = set()
    for node, names in _imported(source):
        module = _first(names, forbidden)
        if module:
            seen.add(module)
            yield found("forbidden-import", node, module=module)
    parts = [module for module in forbidden if "." in module and module not in seen]
    if not parts:
        return
    for used in source.every(ast.Attribute):  # `import scipy`, then `scipy.signal.convolve2d`
        module = _first([source.dotted(used)], parts)
        if module:
            yield found("forbidden-import", used, module=module)


def _imported(source: Source) -> Iterator[tuple[ast.stmt | ast.expr, list[str]]]:
    """Give what imports, with the modules that it may import."""
    for plain in source.every(ast.Import):
        yield plain, [alias.name for alias in plain.names]
    for chosen in source.every(ast.ImportFrom):
        if chosen.module and not chosen.level:
            yield chosen, [f"{chosen.module}.{alias.name}" for alias in chosen.names]
    for call in source.every(ast.Call):
        is_builtin = isinstance(call.func, ast.Name) and call.func.id == "__import__"
        if is_builtin or source.dotted(call.func) in _IMPORTERS:
            yield call, [_named(call)]


def _named(call: ast.Call) -> str:
    """Return the module that `import_module` is asked for, as far as it is written there."""
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    given = [*call.args, *(keywords[key] for key in ("name", "package") if key in keywords)]
    texts = [
        node.value
        for node in given[:2]
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    if len(texts) == 2 and texts[0].startswith("."):  # relative to a package
        return f"{texts[1]}.{texts[0].lstrip('.')}"
    return texts[0] if texts else ""


def _first(names: Iterable[str], forbidden: Iterable[str]) -> str | None:
    """Return the first forbidden module that one of the names is or lies in."""
    return next(
        (
            module
            for name in names
            for module in forbidden
            if name == module or name.startswith(f"{module}.")
        ),
        None,
    )
