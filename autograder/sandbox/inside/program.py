"""Load a submission from memory and describe the exceptions that it raises."""

import builtins
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence
from typing import Any

_MAX_TEXT = 2000
_FIRST_FRAMES, _LAST_FRAMES = 3, 7


class MemoryFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the submission's modules from their bytes; nothing is on a disk.

    Args:
        files: content by file name.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self._sources = {name.removesuffix(".py"): content for name, content in files.items()}

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - the interface's
        target: types.ModuleType | None = None,  # noqa: ARG002 - the interface's
    ) -> importlib.machinery.ModuleSpec | None:
        """Find a module among the submitted files."""
        if fullname not in self._sources:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=f"{fullname}.py")

    def exec_module(self, module: types.ModuleType) -> None:
        """Compile and run a module; its encoding and BOM are the compiler's business."""
        name = f"{module.__name__}.py"
        module.__file__ = name
        exec(compile(self._sources[module.__name__], name, "exec", dont_inherit=True), vars(module))  # noqa: S102


def load(files: dict[str, bytes], main: str) -> types.ModuleType:
    """Import the submission's main module and return it.

    Raises:
        BaseException: whatever the submission raises while it is imported.
    """
    sys.meta_path.insert(0, MemoryFinder(files))
    name = main.removesuffix(".py")
    # The submission may be named like a module that is loaded already.
    sys.modules.pop(name, None)
    return importlib.import_module(name)


def describe(err: BaseException, files: Sequence[str]) -> dict[str, Any]:
    """Return an exception as plain data: type, builtin bases, text, lines of the files."""
    try:
        text = str(err)[:_MAX_TEXT]
    except BaseException:
        text = ""
    bases = [
        base.__name__ for base in type(err).__mro__ if getattr(builtins, base.__name__, 0) is base
    ]
    return {
        "type": type(err).__name__[:100],
        "bases": bases,
        "text": text,
        "lines": _lines(err, files),
    }


def _lines(err: BaseException, files: Sequence[str]) -> list[list[Any]]:
    """Return [file, line, function] for each frame in the submitted files, outermost first."""
    found: list[list[Any]] = []
    trace = err.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename in files:
            found.append([code.co_filename, trace.tb_lineno or 0, code.co_name[:100]])
        trace = trace.tb_next
    if isinstance(err, SyntaxError) and err.filename in files:
        found.append([err.filename, err.lineno or 0, ""])
    if len(found) > _FIRST_FRAMES + _LAST_FRAMES:
        found = found[:_FIRST_FRAMES] + found[-_LAST_FRAMES:]
    return found
