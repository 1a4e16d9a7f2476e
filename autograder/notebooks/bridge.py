"""Ask the submission for its names and values, and give it ours."""

import builtins
import sys
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, NoReturn, TypeGuard, cast

import numpy as np

from autograder.model import Level, Limits
from autograder.notebooks.proxies import (
    CannotCross,
    Far,
    StudentError,
    StudentFunction,
    StudentKind,
    StudentObject,
    far_of,
    is_far,
)
from autograder.sandbox.answers import Raised
from autograder.sandbox.inside import objects, wire
from autograder.sandbox.notebook import NoAnswer, NotebookSandbox

# A StopIteration would end the loop of a test that calls the function in a `map`.
_NO_BASES = (Exception, StopIteration, StopAsyncIteration)
_MAX_OBJECTS, _MAX_KINDS, _MAX_ABOVE = 100_000, 5_000, 20


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
        before_apply: are called before a value is used.
        after_apply: is called after it was.
        kinds: the names of the classes that were seen.
        is_open: whether functions of ours may be called: while a test runs, which is bounded.
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
        self.before_apply: list[Callable[[], None]] = []
        self.after_apply: Callable[[], None] | None = None
        self.classes = classes
        self.is_open = False
        self.trouble: NoAnswer | CannotCross | None = None
        self.kinds: set[str] = set()
        self._objects: dict[int, Any] = {}
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

    def answer_input(self, function: Callable[..., Any] | None) -> None:
        """Have a function of ours answer `input()` over there; or none."""
        self._use("input", [function])

    def apply(self, operation: str, *arguments: Any, **options: Any) -> Any:
        """Do something with a value of the submission.

        Raises:
            StudentError: the submission raised that.
            NoAnswer: nothing came back.
            CannotCross: an argument can't be had on the other side.
        """
        for prepare in self.before_apply:
            prepare()
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
        if is_far(value):
            far = far_of(value)
            if far.life != self._life:
                self.stop(NoAnswer(detail="gone with the process that held it"))
            return ["object", far.number]
        found = objects.named(value)
        if found:
            return found
        if isinstance(value, type) or not callable(value):
            self.stop(CannotCross("argument", type(value).__name__))
        self._functions.append(value)
        return ["ours", len(self._functions) - 1, str(getattr(value, "__name__", ""))]

    def known(self, tag: str, parts: list[Any]) -> Any:
        """Return the object that stands for what the submission keeps."""
        if tag == "global":
            found = objects.of_name(*parts) if len(parts) == 2 else None
            if found not in objects.KNOWN_TYPES:
                raise wire.WireError("not a type that both sides have")
            return found
        if tag != "object":
            raise wire.WireError("not an object")
        told = _told(parts)
        if told.number not in self._objects:
            self._objects[told.number] = self._made(told)
        return self._objects[told.number]

    def _made(self, told: "_Told") -> Any:
        """Make what stands for an object."""
        far = Far(self, told.number, told.kind, self._life)
        above = tuple(dict.fromkeys(self.decode(each) for each in told.above))
        if told.is_class:
            return self._class(told, above, far)
        self.kinds.add(told.kind)
        kind = next((each for each in above if isinstance(each, StudentKind)), None)
        made: Any = None
        if kind and issubclass(kind, StudentError):
            made = kind.__new__(kind, told.text)
        else:
            plain = StudentFunction if told.is_callable else StudentObject
            made = object.__new__(cast("type[StudentObject]", kind or plain))
        object.__setattr__(made, "_far", far)
        return made

    def _class(self, told: "_Told", above: tuple[Any, ...], far: Far) -> StudentKind:
        """Make what stands for a class; of builtin ones it can derive from exceptions only."""
        if len(self.kinds) > _MAX_KINDS:
            raise wire.WireError("too many classes")
        self.kinds.add(told.kind)
        own = [each for each in above if isinstance(each, StudentKind)]
        builtin = [each for each in above if _is_exception(each) and each not in own]
        bases: list[type] = [each for each in own if issubclass(each, StudentError)]
        if builtin and not bases:
            bases = [StudentError, *(each for each in builtin[:1] if each not in _NO_BASES)]
        plain = StudentFunction if told.is_callable else StudentObject
        if not bases:
            bases = [*own, *([] if any(issubclass(each, plain) for each in own) else [plain])]
        return _made_class(told.kind, bases, {"_itself": far})

    def _exception(self, raised: Raised) -> StudentError:
        """Return an exception that a test can catch as it would have caught the submission's."""
        made = None
        if raised.type != next(iter(raised.bases), ""):  # a class of its own
            made = next(iter(self._listed(self._use("raised", []))), None)
        found = made if isinstance(made, StudentError) else _ad_hoc(raised)
        found.raised = raised
        return found

    def answer(self, content: Any) -> Any:
        """Call a function of ours that the submission was given."""
        try:
            if not self.is_open:
                raise RuntimeError("a function of a test can be called while a test runs")
            number, arguments, options = self.decode(content)
            function = self._functions[number]
            return self.encode([function(*arguments, **options), None])
        except (Exception, CannotCross) as err:  # the test ends with what was stopped
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
            raise self._exception(err.raised) from None
        except wire.TooLarge as err:
            self.stop(NoAnswer(detail=str(err)))
        except wire.WireError as err:
            self.sandbox.restart()
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


class _Told(NamedTuple):
    """What the other side says of an object.

    Attributes:
        number: what it is known by.
        kind: the name of its type, or its own where it is a class.
        is_callable: whether it can be called, or its instances where it is a class.
        is_class: whether it is a class.
        above: its type, or its bases where it is a class, if they matter.
        text: what it says, where it is an exception.
    """

    number: int
    kind: str
    is_callable: bool
    is_class: bool
    above: list[Any]
    text: str


def _told(parts: list[Any]) -> _Told:
    """Read what is said of an object.

    Raises:
        WireError: it is none.
    """
    if [type(part) for part in parts[:5]] != [int, str, bool, bool, list] or len(parts) != 6:
        raise wire.WireError("not an object")
    number, kind, is_callable, is_class, above, text = parts
    if not 0 <= number < _MAX_OBJECTS or len(above) > _MAX_ABOVE:
        raise wire.WireError("not an object")
    name, said = wire.clean_text(kind)[:100], wire.clean_text(str(text))
    return _Told(number, name, is_callable, is_class, above, said)


def _is_exception(kind: Any) -> TypeGuard[type[Exception]]:
    return isinstance(kind, type) and issubclass(kind, Exception)


def _made_class(name: str, bases: list[type], names: dict[str, Any]) -> StudentKind:
    try:
        return StudentKind(name, tuple(bases), names)
    except (TypeError, ValueError) as err:
        raise wire.WireError("not a class") from err


def _ad_hoc(raised: Raised) -> StudentError:
    """Return an exception of a builtin class, or of one that the other side says nothing of."""
    found = (getattr(builtins, base, None) for base in raised.bases)
    kinds = [kind for kind in found if _is_exception(kind) and kind not in _NO_BASES]
    try:
        made: StudentError = type(raised.type, (StudentError, *kinds[:1]), {})(raised.text)
    except TypeError:  # a class that wants more than a text, such as UnicodeDecodeError
        made = type(raised.type, (StudentError,), {})(raised.text)
    return made
