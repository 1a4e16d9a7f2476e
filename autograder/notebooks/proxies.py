"""What stands in a test cell for the values that stay in the submission's process.

A test cell runs on our side. Plain data that a student's function returns is plain data
there. Anything in which code could hide is a `StudentObject`: using it asks the submission,
and what comes back is again plain data or such an object. Nothing of it is asked whether
it equals what a test expects.
"""

import builtins
import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, TypeVar

import numpy as np

from autograder.model import Level, Limits
from autograder.sandbox.answers import Raised
from autograder.sandbox.inside import objects, wire
from autograder.sandbox.notebook import NoAnswer, NotebookSandbox

_MAX_OBJECTS = 100_000
Kind = TypeVar("Kind")


class CannotCross(BaseException):
    """A test cell needs what only the submission's process, or only ours, has.

    Attributes:
        what: a key of `words/autograde.yaml`, after `cannot-`.
        kind: the type of the value that is asked for.
    """

    def __init__(self, what: str, kind: str) -> None:
        super().__init__(what, kind)
        self.what, self.kind = what, kind


class StudentError(Exception):
    """An exception that the submission raised; it derives from the same builtin classes too.

    Attributes:
        raised: what is known of it.
    """

    raised: Raised


def as_exception(raised: Raised) -> StudentError:
    """Return an exception that a test can catch as it would have caught the submission's."""
    # A StopIteration would end the loop of a test that calls the function in a `map`.
    found = (getattr(builtins, base, None) for base in raised.bases if base != "StopIteration")
    kinds = [kind for kind in found if isinstance(kind, type) and issubclass(kind, Exception)]
    bases = (StudentError, kinds[0]) if kinds and kinds[0] is not Exception else (StudentError,)
    try:
        made: StudentError = type(raised.type, bases, {})(raised.text)
    except TypeError:  # a class that wants more than a text, such as UnicodeDecodeError
        made = type(raised.type, (StudentError,), {})(raised.text)
    made.raised = raised
    return made


class Bridge(objects.Codec):
    """Uses the names and values of a submission, and prints what it prints meanwhile.

    Args:
        files: what its notebook may import and open, by name.
        limits: what it may use.
        classes: names of the classes that students are asked to write. What a method answers may
            be whatever a test hopes for, so that of other objects none is called.
        level: the walls; by default the best that work here.

    Attributes:
        sandbox: where they are.
        before_apply: is called before a value is used.
        after_apply: is called after it was.
        trouble: the latest use that gave no answer: no `except` of a test can make good for that.

    Raises:
        SandboxError: no worker could be started.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        limits: Limits,
        classes: frozenset[str] = frozenset(),
        *,
        level: Level | None = None,
    ) -> None:
        self.sandbox = NotebookSandbox(files, limits, self.answer, level=level)
        self.before_apply: Callable[[], None] | None = None
        self.after_apply: Callable[[], None] | None = None
        self.classes = classes
        self.trouble: NoAnswer | CannotCross | None = None
        self._objects: dict[int, StudentObject] = {}
        self._functions: list[Any] = []
        self._life = 0

    def names(self, name: str) -> list[Any]:
        """Return the value of a name of the submission in a list, empty where it has none."""
        return self._listed(self._use("get", [name]))

    def set(self, name: str, value: Any) -> None:
        """Give a name of the submission another value."""
        self._use("set", [name, value])

    def changed(self, names: list[str]) -> list[tuple[str, Any]]:
        """Return those of some names that have other values now than were last told, and these."""
        found = self._listed(self._use("changed", names))
        return [(each[0], each[1]) for each in found if _is_pair(each) and each[0] in names]

    def delete(self, name: str) -> None:
        """Take a name from the submission."""
        self._use("delete", [name])

    def seed(self, module: str, *arguments: Any) -> None:
        """Seed the submission's generators as a test has seeded ours."""
        self._use("seed", [module, *arguments])

    def apply(self, operation: str, *arguments: Any, **options: Any) -> Any:
        """Do something with a value of the submission.

        Raises:
            StudentError: the submission raised that.
            NoAnswer: nothing came back.
            CannotCross: an argument can't be had on the other side.
        """
        if self.before_apply:
            self.before_apply()
        found = self._listed(self._use("apply", [operation, list(arguments), options]))
        if len(found) != 2 or not isinstance(found[1], list):
            self.stop(NoAnswer(detail="not a result"))
        for change in found[1]:
            self._change(arguments, change)
        if self.after_apply:
            self.after_apply()
        return found[0]

    def stop(self, trouble: "NoAnswer | CannotCross") -> NoReturn:
        """End what a test does, and remember why."""
        self.trouble = trouble
        raise trouble

    def foreign(self, value: Any) -> list[Any]:
        """Name what both sides have, number what is ours and can be called."""
        if isinstance(value, StudentObject):
            if value._life != self._life:
                self.stop(NoAnswer(detail="gone with the process that held it"))
            return ["object", value._number]
        found = objects.named(value)
        if found:
            return found
        if isinstance(value, type) or not callable(value):
            self.stop(CannotCross("argument", type(value).__name__))
        self._functions.append(value)
        return ["ours", len(self._functions) - 1]

    def known(self, tag: str, parts: list[Any]) -> Any:
        """Return the object that stands for what the submission keeps."""
        if tag == "global":
            found = objects.of_name(*parts) if len(parts) == 2 else None
            if found not in objects.KNOWN_TYPES:
                raise wire.WireError("not a type that both sides have")
            return found
        number, kind, is_function = parts if len(parts) == 3 else (None, "", False)
        if tag != "object" or type(number) is not int or not 0 <= number < _MAX_OBJECTS:
            raise wire.WireError("not an object")
        if number not in self._objects:
            made = StudentFunction if is_function is True else StudentObject
            self._objects[number] = made(self, number, wire.clean_text(str(kind))[:100])
            vars(self._objects[number])["_life"] = self._life
        return self._objects[number]

    def answer(self, content: Any) -> Any:
        """Call a function of ours that the submission was given."""
        try:
            number, arguments, options = self.decode(content)
            function = self._functions[number]
            return self.encode([function(*arguments, **options), None])
        except Exception as err:
            return self.encode([None, f"{type(err).__name__}: {err}"[:300]])

    def _use(self, do: str, parts: list[Any]) -> Any:
        try:
            if self._life != self.sandbox.life():
                self._objects.clear()
                self._life = self.sandbox.life()
            came = self.sandbox.use(do, self.encode(parts))
            return self.decode(came)
        except NoAnswer as err:
            if err.raised is None:
                self.stop(err)
            raise as_exception(err.raised) from None
        except wire.TooLarge as err:
            self.stop(NoAnswer(detail=str(err)))
        except wire.WireError as err:
            self.sandbox.close()
            self.stop(NoAnswer(detail=str(err)))
        finally:
            if printed := self.sandbox.printed():
                sys.stdout.write(printed)

    def _listed(self, found: Any) -> list[Any]:
        if not isinstance(found, list):
            self.stop(NoAnswer(detail="not a result"))
        return found

    def _change(self, arguments: tuple[Any, ...], change: Any) -> None:
        """Do to an argument of ours what the submission did to its copy."""
        if not _is_pair(change) or type(change[0]) is not int:
            self.stop(NoAnswer(detail="not a change"))
        at, now = change
        if at not in range(len(arguments)) or type(now) is not type(arguments[at]):
            self.stop(NoAnswer(detail="not a change"))
        refilled(arguments[at], now)


def refilled(ours: Any, now: Any) -> bool:
    """Give a value of ours the content of another, if that can be done in place."""
    if type(now) is not type(ours):
        return False
    if isinstance(ours, np.ndarray) and ours.shape == now.shape and ours.dtype == now.dtype:
        ours[...] = now
    elif isinstance(ours, list):
        ours[:] = now
    elif isinstance(ours, dict | set):
        ours.clear()
        ours.update(now)
    else:
        return False
    return True


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2


def _operator(name: str, *, is_swapped: bool = False) -> Callable[[Any, Any], Any]:
    """Return a method that asks the submission to do arithmetic."""

    def method(self: "StudentObject", other: Any) -> Any:
        # What a test reckons with is told to no object that has no business with it.
        found = other
        if isinstance(other, StudentObject) or _is_asked(self):
            found = self._bridge.apply(name, *((other, self) if is_swapped else (self, other)))
        if not isinstance(found, StudentObject) and not _is_asked(self):
            self._bridge.stop(CannotCross("comparison", self._kind))
        return found

    return method


def _comparison(name: str) -> Callable[[Any, Any], Any]:
    """Return a method that compares two values of the submission, and nothing else."""

    def method(self: "StudentObject", other: Any) -> Any:
        if not isinstance(other, StudentObject):
            self._bridge.stop(CannotCross("comparison", self._kind))
        return self._bridge.apply(name, self, other)

    return method


class StudentObject:
    """A value that stays in the submission's process.

    Args:
        bridge: what asks there.
        number: what it is known by.
        kind: the name of its type, in the submission's words.
    """

    __array_ufunc__ = None
    __hash__ = object.__hash__

    def __init__(self, bridge: Bridge, number: int, kind: str) -> None:
        vars(self).update(_bridge=bridge, _number=number, _kind=kind)

    _bridge: Bridge
    _number: int
    _kind: str
    _life: int

    def __getattr__(self, name: str) -> Any:
        if name in ("__code__", "__wrapped__", "__signature__", "__closure__"):
            self._bridge.stop(CannotCross("source", self._kind))
        if name.startswith("__") and name not in ("__name__", "__doc__", "__dict__"):
            raise AttributeError(name)
        found = self._bridge.apply("attribute", self, name)
        if isinstance(found, StudentFunction) and not _is_asked(self):
            self._bridge.stop(CannotCross("method", f"{self._kind}.{name}"))
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        self._bridge.apply("set_attribute", self, name, value)

    def __getitem__(self, key: Any) -> Any:
        return self._bridge.apply("item", self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._bridge.apply("set_item", self, key, value)

    def __delitem__(self, key: Any) -> None:
        self._bridge.apply("delete_item", self, key)

    def __len__(self) -> int:
        return _held(self._bridge.apply("length", self), int)

    def __contains__(self, value: Any) -> bool:
        if _is_asked(self):
            return _held(self._bridge.apply("contains", self, value), bool)
        return any(each is value or each == value for each in self)

    def __bool__(self) -> bool:
        return _held(self._bridge.apply("truth", self), bool)

    def __str__(self) -> str:
        return _held(self._bridge.apply("text", self), str)

    def __repr__(self) -> str:
        return _held(self._bridge.apply("shown", self), str)

    def __index__(self) -> int:
        return _held(self._bridge.apply("number", self), int)

    def __float__(self) -> float:
        return _held(self._bridge.apply("real", self), float)

    def __iter__(self) -> Iterator[Any]:
        steps = self._bridge.apply("iterate", self)
        with contextlib.suppress(StopIteration):
            while True:
                yield _next(self._bridge, steps)

    def __next__(self) -> Any:
        return _next(self._bridge, self)

    def __enter__(self) -> Any:
        return self._bridge.apply("enter", self)

    def __exit__(self, *_: object) -> None:
        self._bridge.apply("exit", self)

    def __instancecheck__(self, value: Any) -> bool:
        return isinstance(value, StudentObject) and _held(
            self._bridge.apply("is_a", value, self), bool
        )

    def __subclasscheck__(self, kind: Any) -> bool:
        return isinstance(kind, StudentObject) and _held(
            self._bridge.apply("is_kind_of", kind, self), bool
        )

    __eq__, __ne__ = _comparison("eq"), _comparison("ne")
    __lt__, __le__ = _comparison("lt"), _comparison("le")
    __gt__, __ge__ = _comparison("gt"), _comparison("ge")
    __add__, __radd__ = _operator("add"), _operator("add", is_swapped=True)
    __sub__, __rsub__ = _operator("sub"), _operator("sub", is_swapped=True)
    __mul__, __rmul__ = _operator("mul"), _operator("mul", is_swapped=True)
    __truediv__, __rtruediv__ = _operator("truediv"), _operator("truediv", is_swapped=True)
    __floordiv__, __mod__, __pow__ = _operator("floordiv"), _operator("mod"), _operator("pow")
    __matmul__ = _operator("matmul")

    def __neg__(self) -> Any:
        return self._bridge.apply("neg", self)

    def __abs__(self) -> Any:
        return self._bridge.apply("abs", self)


class StudentFunction(StudentObject):
    """A function or a class of the submission."""

    def __repr__(self) -> str:
        name = self._bridge.apply("attribute", self, "__name__")
        return name if isinstance(name, str) else super().__repr__()

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Call it in the submission's process."""
        return self._bridge.apply("call", self, *arguments, **options)


def _next(bridge: Bridge, steps: Any) -> Any:
    """Return the next value of an iterator of the submission.

    Raises:
        StopIteration: there is none.
    """
    try:
        return bridge.apply("next", steps)
    except StudentError as err:
        if "StopIteration" in err.raised.bases:
            raise StopIteration from None
        raise


def _is_asked(value: StudentObject) -> bool:
    """Whether a value is of a class that students are asked to write, as far as it says itself."""
    classes = value._bridge.classes
    return value._kind in classes or (value._kind == "type" and bool(classes))


def _held(value: Any, kind: type[Kind]) -> Kind:
    """Return a value that must be of a kind, whatever the submission says."""
    if type(value) is not kind:
        raise NoAnswer(detail=f"not a {kind.__name__}")
    return value
