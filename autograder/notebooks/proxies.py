"""What stands in a test cell for the values that stay in the submission's process.

A test cell runs on our side. Plain data that a student's function returns is plain data
there. Anything in which code could hide is a `StudentObject`: using it asks the submission,
and what comes back is again plain data or such an object. Nothing of it is asked whether
it equals what a test expects. A class is a class here, too, so that a test can catch it, ask
what is an instance of it, and see which derives from which.
"""

import types
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from autograder.sandbox.answers import Raised
from autograder.sandbox.notebook import NoAnswer

Kind = TypeVar("Kind")
# What a test may take such objects for, as far as they say themselves.
_PLAIN: dict[str, type] = {
    "function": types.FunctionType,
    "builtin_function_or_method": types.BuiltinFunctionType,
    "method": types.MethodType,
    "generator": types.GeneratorType,
    "property": property,
}
_INSIDE = {"__code__", "__wrapped__", "__signature__", "__closure__", "__reduce_ex__"}
# Python has these of its own for every object.
_ASKED = {"__doc__", "__dict__", "__annotations__"}
_ALSO_ASKED = {"__name__", "__qualname__", "__defaults__", "__kwdefaults__"}


class CannotCross(BaseException):
    """A test cell needs what only the submission's process, or only ours, has.

    Attributes:
        what: a key of `words/autograde.yaml`, after `cannot-`.
        kind: the type of the value that is asked for.
    """

    def __init__(self, what: str, kind: str) -> None:
        super().__init__(what, kind)
        self.what, self.kind = what, kind


class Far(NamedTuple):
    """Where a value is.

    Attributes:
        bridge: what asks there.
        number: what it is known by.
        kind: the name of its type, in the submission's words.
        life: the number of the process.
    """

    bridge: Any
    number: int
    kind: str
    life: int


class StudentKind(type):
    """A class of the submission."""

    _itself: Far

    def __new__(cls, name: str, bases: tuple[type, ...], names: dict[str, Any]) -> "StudentKind":
        """Make the class that stands for one; a test can't derive another from it."""
        if "_itself" not in names:
            above = next(each for each in bases if isinstance(each, StudentKind))
            above._itself.bridge.stop(CannotCross("use", f"class {name}({above.__name__})"))
        return super().__new__(cls, name, bases, names)

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        """Make an instance, in the submission's process."""
        return cls._itself.bridge.apply("call", cls, *arguments, **options)

    def __getattribute__(cls, name: str) -> Any:
        if name in _ASKED:
            return _attribute(cls, name)
        return super().__getattribute__(name)

    def __getattr__(cls, name: str) -> Any:
        return _attribute(cls, name)

    def __setattr__(cls, name: str, value: Any) -> None:
        cls._itself.bridge.apply("set_attribute", cls, name, value)

    def __dir__(cls) -> list[str]:
        return _names(cls)


class StudentError(Exception):
    """An exception that the submission raised; it derives from the same builtin classes too.

    Attributes:
        raised: what is known of it.
    """

    raised: Raised
    _far: Far | None = None

    def __getattr__(self, name: str) -> Any:
        if self._far is None:
            raise AttributeError(name)
        return _attribute(self, name)


def _attribute(value: Any, name: str) -> Any:
    """Ask the submission for an attribute."""
    far = far_of(value)
    if name in _INSIDE:
        far.bridge.stop(CannotCross("source", far.kind))
    if name.startswith("__") and name not in _ASKED | _ALSO_ASKED:
        raise AttributeError(name)
    found = far.bridge.apply("attribute", value, name)
    if name in far.bridge.classes and not is_far(found):  # `Empty = Exception` catches all
        far.bridge.stop(CannotCross("use", f"{far.kind}.{name}"))
    if isinstance(found, StudentFunction) and not _is_asked(value):
        far.bridge.stop(CannotCross("method", f"{far.kind}.{name}"))
    return found


def far_of(value: Any) -> Far:
    """Return where a value of the submission is."""
    far: Far = value._itself if isinstance(value, StudentKind) else value._far
    return far


def is_far(value: Any) -> bool:
    """Whether a value is the submission's."""
    if isinstance(value, StudentError):
        return value._far is not None
    return isinstance(value, StudentObject | StudentKind)


def _names(value: Any) -> list[str]:
    return [str(name) for name in far_of(value).bridge.apply("names", value)]


def _asks(operation: str, kind: type[Kind]) -> Callable[[Any], Kind]:
    """Return a method that asks for a value that must be of a kind, whatever is said."""

    def method(self: "StudentObject") -> Kind:
        found = self._far.bridge.apply(operation, self)
        if type(found) is not kind:
            raise NoAnswer(detail=f"not a {kind.__name__}")
        return found

    return method


def _operator(name: str, *, is_swapped: bool = False) -> Callable[[Any, Any], Any]:
    """Return a method that asks the submission to do arithmetic."""

    def method(self: "StudentObject", other: Any) -> Any:
        # What a test reckons with is told to no object that has no business with it.
        far, found = self._far, other
        if isinstance(other, StudentObject) or _is_asked(self):
            found = far.bridge.apply(name, *((other, self) if is_swapped else (self, other)))
        if not isinstance(found, StudentObject) and not _is_asked(self):
            far.bridge.stop(CannotCross("comparison", far.kind))
        return found

    return method


def _comparison(name: str) -> Callable[[Any, Any], Any]:
    """Return a method that compares two values of the submission, and nothing else."""

    def method(self: "StudentObject", other: Any) -> Any:
        far = self._far
        if not isinstance(other, StudentObject):
            far.bridge.stop(CannotCross("comparison", far.kind))
        return far.bridge.apply(name, self, other)

    return method


class StudentObject:
    """A value that stays in the submission's process."""

    __array_ufunc__ = None
    __hash__ = object.__hash__
    _far: Far

    @property  # type: ignore[misc]  # nobody sets it
    def __class__(self) -> Any:
        mine = type(self)
        return mine if isinstance(mine, StudentKind) else _PLAIN.get(self._far.kind, mine)

    def __getattribute__(self, name: str) -> Any:
        if name in _ASKED:
            return _attribute(self, name)
        return object.__getattribute__(self, name)

    def __getattr__(self, name: str) -> Any:
        return _attribute(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._far.bridge.apply("set_attribute", self, name, value)

    def __delattr__(self, name: str) -> None:
        self._far.bridge.apply("delete_attribute", self, name)

    def __dir__(self) -> list[str]:
        return _names(self)

    def __getitem__(self, key: Any) -> Any:
        return self._far.bridge.apply("item", self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._far.bridge.apply("set_item", self, key, value)

    def __delitem__(self, key: Any) -> None:
        self._far.bridge.apply("delete_item", self, key)

    def __contains__(self, value: Any) -> bool:
        if _is_asked(self):
            return _asked_whether(self, value)
        return any(each is value or each == value for each in self)

    def __iter__(self) -> Any:
        return self._far.bridge.apply("iterate", self)

    def __next__(self) -> Any:
        return _next(self._far.bridge, self)

    def __enter__(self) -> Any:
        return self._far.bridge.apply("enter", self)

    def __exit__(self, *_: object) -> None:
        self._far.bridge.apply("exit", self)

    def __copy__(self) -> Any:
        return self._far.bridge.apply("copy", self)

    def __deepcopy__(self, _: Any) -> Any:
        return self._far.bridge.apply("deepcopy", self)

    __len__, __bool__ = _asks("length", int), _asks("truth", bool)
    __str__, __repr__ = _asks("text", str), _asks("shown", str)
    __index__, __int__ = _asks("number", int), _asks("whole", int)
    __float__ = _asks("real", float)

    def __format__(self, form: str) -> str:
        return (
            format(str(self), form) if not form else str(self._far.bridge.apply("form", self, form))
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
        return self._far.bridge.apply("neg", self)

    def __abs__(self) -> Any:
        return self._far.bridge.apply("abs", self)


class StudentFunction(StudentObject):
    """A function of the submission, or an object that can be called."""

    def __repr__(self) -> str:
        if self._far.kind != "function":
            return super().__repr__()
        return str(self._far.bridge.apply("attribute", self, "__name__"))

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Call it in the submission's process."""
        return self._far.bridge.apply("call", self, *arguments, **options)


def _next(bridge: Any, steps: Any) -> Any:
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


def _asked_whether(value: StudentObject, item: Any) -> bool:
    found = value._far.bridge.apply("contains", value, item)
    if type(found) is not bool:
        raise NoAnswer(detail="not a bool")
    return found


def _is_asked(value: Any) -> bool:
    """Whether a value is of a class that students are asked to write, as far as it says itself."""
    far = far_of(value)
    return far.kind in far.bridge.classes or (isinstance(value, StudentKind) and far.bridge.classes)
