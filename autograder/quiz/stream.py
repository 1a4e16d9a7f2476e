"""Numbers that a seed decides, the same for ever: on any platform, Python and numpy."""

import hashlib
import struct
from collections.abc import Sequence
from typing import TypeVar

_T = TypeVar("_T")
_RANGE = 1 << 32
_words_of = struct.Struct(">8I").unpack  # a digest is eight numbers


class Stream:
    """A stream of numbers, each from SHA-256 of a name and a counter.

    Generators of random numbers in libraries promise no such thing over their versions.

    Args:
        parts: what names the stream, such as topic, version, level and seed.
    """

    def __init__(self, *parts: object) -> None:
        self._name = "\0".join(map(str, parts)).encode()
        self._words: list[int] = []
        self._counter = 0

    def integer(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included, each as likely.

        Raises:
            ValueError: there is none, or more than 2**32 to choose from.
        """
        count = high - low + 1
        if not 0 < count <= _RANGE:
            raise ValueError(f"no number can be drawn from {low} to {high}")
        while (word := self._word()) >= _RANGE - _RANGE % count:
            pass  # the last ones would make the first more likely
        return low + word % count

    def choice(self, values: Sequence[_T]) -> _T:
        """Return one of some values."""
        return values[self.integer(0, len(values) - 1)]

    def sample(self, values: Sequence[_T], count: int) -> list[_T]:
        """Return some of the values, each at most once, in the order in which they were drawn."""
        left = list(values)
        return [left.pop(self.integer(0, len(left) - 1)) for _ in range(count)]

    def shuffled(self, values: Sequence[_T]) -> list[_T]:
        """Return all of the values in another order."""
        return self.sample(values, len(values))

    def grid(self, rows: int, columns: int, low: int, high: int) -> tuple[tuple[int, ...], ...]:
        """Return rows of whole numbers from `low` to `high`."""
        return tuple(tuple(self.integer(low, high) for _ in range(columns)) for _ in range(rows))

    def _word(self) -> int:
        if not self._words:
            block = hashlib.sha256(b"%s\0%d" % (self._name, self._counter)).digest()
            self._words.extend(reversed(_words_of(block)))
            self._counter += 1
        return self._words.pop()
