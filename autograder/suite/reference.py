"""The reference beside a suite: import it, and call it as if it were a submission."""

import copy
import importlib.util
import sys
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.errors import SuiteError
from autograder.sandbox.sandbox import Answer, Raised, RemoteHandle

PREFIX = "convgrade_reference_"


def load_reference(path: Path) -> ModuleType:
    """Import the reference beside a suite, under a name that no submission can take.

    Raises:
        SuiteError: it can't be imported.
    """
    name = f"{PREFIX}{zlib.crc32(str(path).encode()):08x}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except (Exception, SystemExit) as err:
            problem = f"{type(err).__name__}: {err}"
            raise SuiteError("suite-broken", suite=path.name, problem=problem) from err
        sys.modules[name] = module
    return sys.modules[name]


class Reference:
    """Calls functions in this process that stand in the place of a submission's.

    Args:
        functions: by name.
    """

    def __init__(self, functions: Mapping[str, Any]) -> None:
        self._functions = functions

    def call(
        self,
        function: str,
        arguments: Any,
        options: Mapping[str, Any],
        *,
        returns: Any,
    ) -> Answer:
        """Call a function, as `Sandbox.call` does."""
        given = [_unwrap(value) for value in arguments]
        named = {name: _unwrap(value) for name, value in options.items()}
        try:
            value = self._functions[function](*given, **named)
        except Exception as err:
            bases = tuple(base.__name__ for base in type(err).__mro__)
            return Answer(raised=Raised(type(err).__name__, bases, str(err)))
        sent, left = [*arguments, *options.values()], [*given, *named.values()]
        return Answer(value=_wrap(value, returns), changed=_changed(sent, left))


class _Kept(RemoteHandle):
    """A handle whose value is here."""

    def __init__(self, value: Any) -> None:
        super().__init__(0, 0)
        self.value = value


def _wrap(value: Any, returns: Any) -> Any:
    """Put a handle in the place of each value that would stay in a worker."""
    if returns == "handle":
        return _Kept(value)
    if isinstance(returns, list) and isinstance(value, tuple | list):
        kinds = returns + [""] * (len(value) - len(returns))
        return tuple(
            _Kept(part) if kind == "handle" else part
            for part, kind in zip(value, kinds, strict=False)
        )
    return value


def _unwrap(value: Any) -> Any:
    """Return a value of the callee's own: it may do with it what it likes."""
    return value.value if isinstance(value, _Kept) else copy.deepcopy(value)


def _changed(sent: Sequence[Any], left: Sequence[Any]) -> tuple[int, ...]:
    """Return the positions of the arrays that are no longer what was sent."""
    pairs = enumerate(zip(sent, left, strict=True))
    return tuple(
        at
        for at, (before, after) in pairs
        if isinstance(before, np.ndarray) and before.tobytes() != after.tobytes()
    )
