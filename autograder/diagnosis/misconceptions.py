"""Wrong ideas as wrong implementations: how a course declares them, and how they are found."""

import importlib.util
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from autograder.course import Text
from autograder.errors import SuiteError
from autograder.suite.reference import load_reference

_MARK = "__misconceptions__"
Implementation = TypeVar("Implementation", bound=Callable[..., Any])


@dataclass(frozen=True)
class Misconception:
    """One wrong idea, and one way in which it is written.

    Attributes:
        id: of the catalogue; several implementations may share it.
        name: of the implementation.
        replaces: the functions that it stands for.
        task: the task that it belongs to, whose checks must catch it.
        also: other tasks whose checks can't help catching it.
        idea: the wrong idea in a few words, by language.
        hint: what explains it, by language; it never gives the line of code away.
        implementation: a function, or a class whose methods are the functions.
    """

    id: str
    name: str
    replaces: tuple[str, ...]
    task: int
    also: tuple[int, ...]
    idea: Text
    hint: Text
    implementation: Callable[..., Any]

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return the functions by name; those of a class with a state of their own."""
        if not inspect.isclass(self.implementation):
            return {self.replaces[0]: self.implementation}
        made = self.implementation()
        return {name: getattr(made, name) for name in self.replaces}


@dataclass(frozen=True)
class _Declared:
    id: str
    replaces: tuple[str, ...]
    task: int
    also: tuple[int, ...]
    idea: Text | None
    hint: Text | None


def misconception(
    name: str,
    *,
    replaces: str | tuple[str, ...],
    task: int,
    also: tuple[int, ...] = (),
    idea: Text | None = None,
    hint: Text | None = None,
) -> Callable[[Implementation], Implementation]:
    """Declare a wrong implementation; a decorator.

    It takes and returns what the function does that it replaces, from and to the reference's own
    cache. One that replaces several functions is a class with a method for each.

    Args:
        name: id of the catalogue.
        replaces: the function, or the functions.
        task: the task that it belongs to.
        also: other tasks whose checks can't help catching it.
        idea: what the learner believes; may be left out where the file has said it of this id.
        hint: what explains it, without the line of code; likewise.
    """
    functions = (replaces,) if isinstance(replaces, str) else tuple(replaces)
    declared = _Declared(name, functions, task, also, idea, hint)

    def mark(implementation: Implementation) -> Implementation:
        before = vars(implementation).get(_MARK, ())
        setattr(implementation, _MARK, (*before, declared))
        return implementation

    return mark


def reference_beside(file: str) -> ModuleType:
    """Return the reference of the assignment whose folder holds `file`."""
    folder = Path(file).resolve().parent
    return load_reference(folder / f"{folder.name}.py")


def load(folder: Path) -> list[Misconception]:
    """Return the misconceptions of an assignment, in the order of their declarations.

    Args:
        folder: of the assignment in `solutions/`.

    Raises:
        SuiteError: a file can't be imported, or a declaration is not complete.
    """
    texts: dict[str, tuple[Text, Text]] = {}
    found = []
    for path in sorted(folder.glob("misconceptions*.py")):
        for implementation, declared in _declared_in(path):
            if declared.idea and declared.hint:
                texts.setdefault(declared.id, (declared.idea, declared.hint))
            if declared.id not in texts:
                raise _broken(path, f"`{declared.id}` has no idea and hint")
            idea, hint = texts[declared.id]
            found.append(
                Misconception(
                    declared.id, implementation.__name__, declared.replaces, declared.task,
                    declared.also, idea, hint, implementation,
                )
            )  # fmt: skip
    return found


def _declared_in(path: Path) -> Iterator[tuple[Callable[..., Any], _Declared]]:
    for implementation in vars(_module(path)).values():
        # Its own marks: a class that derives from a declared one is not declared by that.
        for declared in getattr(implementation, "__dict__", {}).get(_MARK, ()):
            yield implementation, declared


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as err:
        raise _broken(path, f"{type(err).__name__}: {err}") from err
    return module


def _broken(path: Path, problem: str) -> SuiteError:
    return SuiteError("suite-broken", suite=path.name, problem=problem)
