"""The reference beside a suite: import it, and call it as if it were a submission."""

import copy
import hashlib
import importlib.util
import sys
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.errors import SuiteError
from autograder.sandbox.answers import Answer, Raised, RemoteHandle

PREFIX = "convgrade_reference_"


def load_reference(path: Path) -> ModuleType:
    """Import the reference beside a suite, under a name that no submission can take.

    It is imported once, and anew after a file of its folder has changed.

    Raises:
        SuiteError: it can't be imported.
    """
    name = f"{PREFIX}{zlib.crc32(str(path).encode()):08x}_{suite_digest(path)}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module  # a data class looks for its module while it is made
        try:
            spec.loader.exec_module(module)
        except (Exception, SystemExit) as err:
            del sys.modules[name]
            problem = f"{type(err).__name__}: {err}"
            raise SuiteError("suite-broken", suite=path.name, problem=problem) from err
    return sys.modules[name]


def suite_digest(suite: Path) -> str:
    """Return a digest of the files that decide a suite's verdicts."""
    digest = hashlib.sha256()
    for path in sorted(suite.parent.glob("*.py")):
        for part in (path.name.encode(), path.read_bytes()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def beside(file: str, name: str) -> ModuleType:
    """Return a module that stands beside a suite: what its checks draw from, for instance.

    Args:
        file: the suite's `__file__`.
        name: of the module, without `.py`.

    Raises:
        SuiteError: it can't be imported.
    """
    return load_reference(Path(file).with_name(f"{name}.py"))


class Reference:
    """Calls functions in this process that stand in the place of a submission's.

    Args:
        functions: by name.
    """

    def __init__(self, functions: Mapping[str, Any]) -> None:
        self._functions = functions

    def ask(
        self, function: str, arguments: Any, options: Mapping[str, Any], *, returns: Any
    ) -> "Given":
        """Call a function, as `Sandbox.ask` does; the answer is there at once."""
        sent = [*arguments, *options.values()]
        if any(isinstance(value, _Kept) and value.is_lost for value in sent):
            return Given(Answer(problem="lost"), returns)
        given = [_unwrap(value) for value in arguments]
        named = {name: _unwrap(value) for name, value in options.items()}
        try:
            value = self._functions[function](*given, **named)
        except Exception as err:
            bases = tuple(base.__name__ for base in type(err).__mro__)
            return Given(Answer(raised=Raised(type(err).__name__, bases, str(err))), returns)
        changed = _changed(sent, [*given, *named.values()])
        return Given(Answer(value=_wrap(value, returns), changed=changed), returns)

    def forget(self) -> None:
        """Nothing is waited for here."""


class Given:
    """A call of a function of this process, which has ended.

    Args:
        answer: how.
        returns: what is declared.
    """

    def __init__(self, answer: Answer, returns: Any) -> None:
        self._answer = answer
        kinds = returns if isinstance(returns, list) else [returns]
        parts = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        parts += (None,) * len(kinds)
        self.handles: dict[int, RemoteHandle] = {
            at: part if isinstance(part, _Kept) else _Kept(None, is_lost=True)
            for at, (kind, part) in enumerate(zip(kinds, parts, strict=False))
            if kind == "handle"
        }

    def answer(self) -> Answer:
        """Say how it ended."""
        return self._answer


class _Kept(RemoteHandle):
    """A handle whose value is here; lost where there is none."""

    def __init__(self, value: Any, *, is_lost: bool = False) -> None:
        super().__init__(0, [])
        self.value = value
        self.is_lost = is_lost


def copied(handles: Mapping[int, RemoteHandle]) -> dict[int, RemoteHandle]:
    """Return handles of their own to the same values, which may then be changed."""
    return {
        at: _Kept(copy.deepcopy(handle.value), is_lost=handle.is_lost)
        for at, handle in handles.items()
        if isinstance(handle, _Kept)
    }


def _wrap(value: Any, returns: Any) -> Any:
    """Put a handle in the place of what would stay in a worker, and copy what would cross."""
    if returns == "handle":
        return _Kept(value)
    if isinstance(returns, list) and isinstance(value, tuple | list):
        kinds = returns + [""] * (len(value) - len(returns))
        return tuple(
            _Kept(part) if kind == "handle" else copy.deepcopy(part)
            for part, kind in zip(value, kinds, strict=False)
        )
    return copy.deepcopy(value)


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
