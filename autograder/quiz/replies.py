"""Read what somebody typed as an answer: many ways to write it, and one meaning or none.

A reply that can't be read is never wrong: it is refused with what was looked for.
"""

import re
import unicodedata
from fractions import Fraction

from autograder.quiz.item import Item, Number, Value

MAX_LENGTH = 1000  # [characters]
_DIGITS = 15  # of a number, more is none that we ask for
_MINUS = dict.fromkeys(map(ord, "−–—‐‑﹣"), "-")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_BETWEEN = re.compile(r"\s*[x×*·,/]\s*|\s+", re.IGNORECASE)
_ROW_ENDS = re.compile(r"[;\n/|]|\]\s*,?\s*\[|\)\s*,?\s*\(")
_BRACKETS = dict.fromkeys(map(ord, "()[]{}"))


class Unreadable(Exception):
    """A reply that can't be read.

    Args:
        key: a key of `words/quiz.yaml` that says what was looked for.
        values: what fills the places of its text.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def parse(reply: str, item: Item) -> Value:
    """Return the value that a reply means, of the item's kind.

    Raises:
        Unreadable: it is none.
    """
    if len(reply) > MAX_LENGTH:
        raise Unreadable("reply.long", most=MAX_LENGTH)
    plain = "".join("^" if _is_raised(sign) else sign for sign in reply)
    text = unicodedata.normalize("NFKC", plain).translate(_MINUS).strip()
    if not text:
        raise Unreadable("reply.empty")
    match item.kind:
        case "number":
            return _number(text)
        case "shape":
            return _shape(text, item)
        case "grid":
            return _grid(text, item)
        case "choice":
            return _option(text, item)
        case "multi":
            return _options(text, item)


def _is_raised(sign: str) -> bool:
    """Whether a sign such as ² would become a plain digit, and 10² be read as 102."""
    return unicodedata.decomposition(sign).startswith(("<super>", "<sub>"))


def _number(text: str) -> Number:
    text = text.strip("()[] ")
    text = _ungrouped(text)
    whole, slash, below = text.partition("/")
    if (
        slash
        and re.fullmatch(r"[+-]?\d{1,15}", whole.strip())
        and re.fullmatch(r"0*[1-9]\d{0,14}", below.strip())
    ):
        return _plain(Fraction(int(whole), int(below)))
    if not _NUMBER.fullmatch(text) or len(re.sub(r"\D", "", text)) > _DIGITS + 2:
        raise Unreadable("reply.number")
    return _plain(Fraction(text))


def _ungrouped(text: str) -> str:
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text


def _plain(value: Fraction) -> Number:
    if abs(value) >= 10**_DIGITS:
        raise Unreadable("reply.number")
    return int(value) if value.denominator == 1 else float(value)


def _shape(text: str, item: Item) -> tuple[Number, ...]:
    numbers = _row(text, "reply.shape")
    assert isinstance(item.key, tuple)
    if len(numbers) != len(item.key):
        raise Unreadable("reply.sizes", count=len(item.key), got=len(numbers))
    if not all(isinstance(size, int) for size in numbers):
        raise Unreadable("reply.shape")
    return numbers


def _grid(text: str, item: Item) -> tuple[tuple[Number, ...], ...]:
    assert isinstance(item.key, tuple)
    rows, columns = len(item.key), len(item.key[0])  # type: ignore[arg-type]
    inner = re.sub(r"^[\s\[({]+|[\s\])},;]+$", "", text)
    parts = [part for part in _ROW_ENDS.split(inner) if part.strip(" ,[](){}")]
    if columns == 1 and len(parts) == rows:  # then no comma stands between two numbers
        parts = [_ungrouped(part.strip()) for part in parts]
    found = [_row(part, "reply.grid") for part in parts]
    if len(found) == 1 and len(found[0]) == rows * columns:
        flat = found[0]
        found = [flat[at : at + columns] for at in range(0, len(flat), columns)]
    if len(found) != rows or any(len(row) != columns for row in found):
        raise Unreadable("reply.cells", rows=rows, columns=columns)
    return tuple(found)


def _row(text: str, key: str) -> tuple[Number, ...]:
    parts = [part for part in _BETWEEN.split(text.translate(_BRACKETS).strip()) if part]
    if not parts:
        raise Unreadable(key)
    try:
        return tuple(_number(part) for part in parts)
    except Unreadable as err:
        raise Unreadable(key) from err


def _option(text: str, item: Item) -> str:
    names = list(item.options)
    wanted = text.strip("().[] ").casefold()
    for number, name in enumerate(names, start=1):
        option = item.options[name]
        if wanted in {name.casefold(), str(number), *map(_folded, (option.en, option.ko))}:
            return name
    raise Unreadable("reply.choice", names=", ".join(names))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip("().[] ").casefold()


def _options(text: str, item: Item) -> tuple[str, ...]:
    if text.casefold() in {"-", "none", "없음", "없습니다"}:
        return ()
    together = text if re.search(r"[\s,;]", text) else " ".join(text)
    found = {_option(part, item) for part in re.split(r"[\s,;]+", together) if part}
    return tuple(name for name in item.options if name in found)
