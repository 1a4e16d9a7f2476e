"""Any value of a notebook as values that the wire can carry; both sides use it.

What is plain data crosses as a copy. A value in which code could hide stays on its side
and is known to the other by a number. On the wire

    none, bool, float, text, 64-bit integer, numeric array     are themselves
    [tag, part…]                                               is everything else

with the tags below. As the wire itself, nothing here builds an object by a name, but for
functions and modules on a fixed list.
"""

import builtins
import importlib
import math
import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from . import wire

_PLAIN = (list, tuple, dict, set, frozenset, range, slice)
# Modules whose functions are the same on both sides, and do no more than they are asked for.
_STANDARD = """
    bisect cmath collections copy datetime decimal fractions functools heapq itertools json math
    numbers operator random re statistics string textwrap time typing builtins
"""
_NUMPY = ("fft", "linalg", "ma", "polynomial", "random", "testing")
KNOWN_MODULES = frozenset([*_STANDARD.split(), "numpy", *(f"numpy.{name}" for name in _NUMPY)])
# What a submission may name: no function of it, or the judge would call one of its choice.
KNOWN_TYPES: frozenset[type] = frozenset(
    each
    for each in vars(builtins).values()
    if isinstance(each, type)
    and (issubclass(each, Exception) or each in {int, float, complex, bool, str, bytes, *_PLAIN})
) | {np.ndarray, np.float64, np.float32, np.int64, np.int32, np.bool_}
# Hashes of integers and tuples are not randomised: those that collide cost their square in time.
_MAX_HASHED, _SMALL_INT = 1_000, 1 << 20
_MAX_CHUNKS, _MAX_ARRAY_ITEMS = 64, 50_000
_MAX_RANGE = 1_000_000
_MAX_ARRAY_CHARACTERS = 16_000_000
_SEQUENCES: dict[type, str] = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}
_BUILDERS: dict[str, Callable[[list[Any]], Any]] = {
    "list": list, "tuple": tuple, "set": set, "frozenset": frozenset,
}  # fmt: skip
_DICTS = ("dict", "OrderedDict", "defaultdict", "Counter")


class Codec:
    """Turns values into what the wire carries, and back.

    What is no plain data is up to the side: see `foreign` and `known`.
    """

    def foreign(self, value: Any) -> list[Any]:
        """Return what stands for a value that stays on this side."""
        raise NotImplementedError

    def known(self, tag: str, parts: list[Any]) -> Any:
        """Return the value that something foreign stands for on this side.

        Raises:
            WireError: it stands for nothing.
        """
        raise NotImplementedError

    def encode(self, value: Any, depth: int = 0) -> Any:
        """Return what the wire carries for a value.

        Raises:
            TooLarge: it is too deep; more limits are the wire's own.
        """
        if depth > wire.MAX_DEPTH - 4:
            raise wire.TooLarge("too deeply nested values")
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return value if -(1 << 63) <= value < 1 << 63 else ["int", *_chunks(hex(value))]
        if kind is str:
            return value if len(value) <= wire.MAX_TEXT else ["text", *_chunks(value)]
        if kind is np.str_:
            return self.encode(str(value), depth)
        if kind is np.ndarray or isinstance(value, np.generic):
            return self._array(value, depth)
        if kind is np.random.Generator:
            return value  # the wire knows it
        if kind in _SEQUENCES:
            return [_SEQUENCES[kind], *(self.encode(part, depth + 1) for part in value)]
        if kind.__name__ in _DICTS and isinstance(value, dict) and kind.__module__ != "__main__":
            pairs = ([key, part] for key, part in value.items())
            return ["dict", *(self.encode(each, depth + 1) for pair in pairs for each in pair)]
        return _small(value) or self.foreign(value)

    def decode(self, value: Any) -> Any:
        """Return the value that came over the wire.

        Raises:
            WireError: it is none.
        """
        if type(value) is wire.GeneratorState:
            return wire.restore_generator(value)
        if not isinstance(value, list):
            return value
        if not value or not isinstance(value[0], str):
            raise wire.WireError("a value without a tag")
        tag, *parts = value
        if tag in _BUILDERS:
            plain = [self.decode(part) for part in parts]
            return _built(_BUILDERS[tag], _hashable(plain) if "set" in tag else plain)
        if tag == "dict":
            plain = [self.decode(part) for part in parts]
            _hashable(plain[::2])
            return _built(dict, zip(plain[::2], plain[1::2], strict=True))
        if tag == "array":
            return self._items(parts)
        if tag in _READERS:
            return _built(lambda each: _READERS[tag](*each), parts)
        return self.known(tag, parts)

    def _array(self, value: Any, depth: int) -> Any:
        """Return an array: itself, or its items where they are no numbers."""
        if value.dtype.kind in "biufc":
            return value
        if value.dtype.kind not in "UO" or value.size > _MAX_ARRAY_ITEMS:
            return self.foreign(value)
        items = (self.encode(each, depth + 1) for each in value.ravel().tolist())
        return ["array", value.dtype.kind, list(value.shape), *items]

    def _items(self, parts: list[Any]) -> Any:
        kind, shape, *items = parts if len(parts) > 1 else ("", [], None)
        sizes = isinstance(shape, list) and all(type(each) is int and each >= 0 for each in shape)
        if kind not in ("U", "O") or not sizes or math.prod(shape) != len(items):
            raise wire.WireError("an array without its items")
        plain = np.empty(len(items), dtype=object)
        for at, item in enumerate(items):
            plain[at] = self.decode(item)
        return _built(_texts if kind == "U" else np.asarray, plain).reshape(shape)


def can_change(value: Any) -> bool:
    """Whether a value that crosses as a copy can be changed in place."""
    return type(value) in (list, dict, set) or isinstance(value, np.ndarray)


def same(was: Any, now: Any) -> bool:
    """Whether two encoded values are the same; arrays by their bytes."""
    if isinstance(was, list) and isinstance(now, list):
        return len(was) == len(now) and all(map(same, was, now))
    if isinstance(was, np.ndarray):
        alike = isinstance(now, np.ndarray) and was.dtype == now.dtype and was.shape == now.shape
        return bool(alike) and was.tobytes() == now.tobytes()
    return bool(was is now or (type(was) is type(now) and was == now))


def _small(value: Any) -> list[Any] | None:
    """Return a value of a kind that is rare, and plain all the same."""
    if type(value) is complex:
        return ["complex", value.real, value.imag]
    if type(value) is bytes:
        return ["bytes", np.frombuffer(value, np.uint8)]
    if type(value) is range:
        limits = (value.start, value.stop, value.step)
        fits = all(abs(each) < 1 << 62 for each in limits) and len(value) <= _MAX_RANGE
        return ["range", *limits] if fits else None
    if type(value) is slice:
        limits = (value.start, value.stop, value.step)
        plain = all(each is None or type(each) is int for each in limits)
        return ["slice", *limits] if plain else None
    if value is Ellipsis or value is NotImplemented:
        return ["constant", repr(value)]
    return None


def named(value: Any) -> list[Any] | None:
    """Return the name of a module, type or function that is the same on both sides."""
    if isinstance(value, types.ModuleType):
        name = value.__name__
        return (
            ["module", name] if name in KNOWN_MODULES and sys.modules.get(name) is value else None
        )
    module = "numpy" if isinstance(value, np.ufunc) else getattr(value, "__module__", None)
    own = getattr(value, "__name__", None)
    if type(module) is str and type(own) is str:
        for home in (module, module.partition(".")[0]):
            holder = sys.modules.get(home)
            if home in KNOWN_MODULES and getattr(holder, own, None) is value:
                return ["global", home, own]
    return None


def _module(name: str) -> types.ModuleType:
    if name not in KNOWN_MODULES:
        raise wire.WireError("an unknown module")
    return importlib.import_module(name)


def of_name(module: str, name: str) -> Any:
    """Return the type or function that `named` has named.

    Raises:
        WireError: it is none of those.
    """
    if type(module) is not str or type(name) is not str or name.startswith("_"):
        raise wire.WireError("an unknown function")
    return getattr(_module(module), name, None)


_READERS: dict[str, Callable[..., Any]] = {
    "int": lambda *chunks: int("".join(chunks), 16),
    "text": lambda *chunks: "".join(chunks),
    "complex": complex,
    "bytes": lambda array: array.tobytes(),
    "range": lambda *limits: _bounded(range(*limits)),
    "slice": slice,
    "constant": {"Ellipsis": Ellipsis, "NotImplemented": NotImplemented}.__getitem__,
    "module": _module,
}


def _texts(items: Any) -> Any:
    """Return an array of texts, each of which takes as much memory as the longest."""
    longest = max(map(len, items), default=0)
    if longest * len(items) > _MAX_ARRAY_CHARACTERS:
        raise ValueError
    return items.astype(str)


def _bounded(value: range) -> range:
    """Return a range that `list` and `sum` come to an end with, in little memory."""
    if len(value) > _MAX_RANGE:
        raise ValueError
    return value


def _chunks(text: str) -> list[str]:
    chunks = [text[at : at + wire.MAX_TEXT] for at in range(0, len(text), wire.MAX_TEXT)]
    if len(chunks) > _MAX_CHUNKS:
        raise wire.TooLarge(f"a text of {len(text)} characters")
    return chunks


def _hashable(keys: list[Any]) -> list[Any]:
    """Hold that few of some keys can have hashes that were chosen."""
    chosen = [
        key
        for key in keys
        if type(key) is not str and not (type(key) is int and abs(key) < _SMALL_INT)
    ]
    if len(chosen) > _MAX_HASHED:
        raise wire.WireError("too many keys")
    return keys


def _built(build: Callable[[Any], Any], content: Any) -> Any:
    """Make a value of what may not be fit for it."""
    try:
        return build(content)
    except (TypeError, ValueError, AttributeError, LookupError, OverflowError) as err:
        raise wire.WireError(f"not what it says: {type(err).__name__}") from err
