"""The wire: frames of a JSON header and raw array buffers; both sides use it.

    frame   = header length (4 bytes) | payload length (8 bytes) | header | payload
    header  = JSON; every value in it is a node
    FLUSH   = lengths of zero: send the replies so far
    node    = null, true, false, an integer below 2**63, a number, a text, or one of
              {"list": [node…]}  {"tuple": [node…]}  {"dict": [[text, node]…]}
              {"array": [dtype, shape]}     the next bytes of the payload, C order, little-endian
              {"scalar": [dtype, []]}       the same for a numpy scalar
              {"handle": number}            a value that stays in the worker
              {"generator": [text × 4]}     the state of a PCG64 Generator: integers as texts
              {"opaque": [type, detail]}    a value that can't cross, named

Nothing here builds an object by a name that came over the wire, and every size is
checked before anything of that size is made.
"""

import json
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

LENGTHS = 12
FLUSH = bytes(LENGTHS)
MAX_HEADER = 1 << 20
_SMALL = 1 << 16
MAX_NODES = 100_000
MAX_DEPTH = 32
MAX_TEXT = 1 << 16
MAX_KEYS = 1_000
# numpy allows 64 dimensions, older versions 32.
MAX_DIMENSIONS = 32
DTYPES = frozenset(
    ["|b1", "|i1", "|u1"] + [f"<{kind}{size}" for kind in "iu" for size in (2, 4, 8)]
) | {"<f2", "<f4", "<f8", "<c8", "<c16"}

_BY_NAME = {name: np.dtype(name) for name in DTYPES}
_NAMES = {dtype: name for name, dtype in _BY_NAME.items()}
_NARROWER = {"g": np.float64, "G": np.complex128}

_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_decode = json.JSONDecoder().decode


class WireError(Exception):
    """The bytes are not a frame."""


class TooLarge(Exception):
    """The value is larger than a frame may be."""


class Handle(NamedTuple):
    """A value that stays in the worker, known by its number."""

    number: int


class Opaque(NamedTuple):
    """A value that can't cross the wire: what it was."""

    type: str
    detail: str = ""


class GeneratorState(NamedTuple):
    """A numpy Generator as the state of its bit generator, PCG64."""

    state: int
    inc: int
    has_uint32: int
    uinteger: int


class Encoder:
    """Turns one value into a node and collects the buffers of its arrays.

    Args:
        max_bytes: what all arrays together may take [bytes].
    """

    def __init__(self, max_bytes: int) -> None:
        self.buffers: list[bytes | memoryview] = []
        self._left = max_bytes
        self._nodes = MAX_NODES

    def node(self, value: Any, depth: int = 0) -> Any:
        """Return the node of a value; what can't cross becomes opaque."""
        self._nodes -= 1
        if self._nodes < 0 or depth > MAX_DEPTH:
            raise TooLarge("too many or too deeply nested values")
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return value if -(1 << 63) <= value < 1 << 63 else _opaque("int", "beyond 64 bits")
        if kind is str:
            return value if len(value) <= MAX_TEXT else _opaque("str", f"{len(value)} characters")
        if kind is Handle:
            return {"handle": value.number}
        if isinstance(value, np.ndarray):
            return self._array(value, "array")
        if isinstance(value, np.generic):
            return self._array(np.asarray(value), "scalar")
        if isinstance(value, list | tuple):
            name = "tuple" if isinstance(value, tuple) else "list"
            return {name: [self.node(part, depth + 1) for part in value]}
        if kind is dict:
            return self._dict(value, depth)
        if isinstance(value, np.random.Generator):
            return _generator(value.bit_generator)
        return _opaque(kind.__name__)

    def _array(self, value: Any, name: str) -> Any:
        """Return the node of an array and keep its bytes."""
        # The size comes first: a broadcast view of 10**10 elements is 8 bytes large.
        size = math.prod(value.shape) * value.dtype.itemsize
        if size > self._left:
            shape = tuple(value.shape)
            raise TooLarge(f"an array of shape {shape} and dtype {value.dtype} ({size} bytes)")
        dtype = value.dtype
        if dtype not in _NAMES:  # another byte order, or wider than crosses
            dtype = np.dtype(_NARROWER.get(dtype.char, dtype)).newbyteorder("<")
        name_of_dtype = _NAMES.get(dtype)
        if name_of_dtype is None or value.ndim > MAX_DIMENSIONS:
            return _opaque("ndarray", f"dtype {value.dtype}, shape {tuple(value.shape)}")
        plain = np.asarray(value, dtype=dtype, order="C")
        self._left -= plain.nbytes
        is_small = plain.nbytes <= _SMALL
        self.buffers.append(plain.tobytes() if is_small else plain.reshape(-1).view(np.uint8).data)
        return {name: [name_of_dtype, list(plain.shape)]}

    def _dict(self, value: dict[Any, Any], depth: int) -> Any:
        if len(value) > MAX_KEYS or any(type(key) is not str for key in value):
            return _opaque("dict", "with keys that are not texts, or too many")
        return {
            "dict": [[key[:MAX_TEXT], self.node(part, depth + 1)] for key, part in value.items()]
        }


class Original(NamedTuple):
    """An array that came over the wire, and what it was then.

    Attributes:
        array: what was made of it.
        node: its dtype and shape, as they stand in the header.
        content: its bytes in the payload.
    """

    array: np.ndarray
    node: list[Any]
    content: memoryview

    @property
    def is_unchanged(self) -> bool:
        """Whether the array still is what it was."""
        now = [self.array.dtype.str, list(self.array.shape)]
        return now == self.node and self.array.tobytes() == bytes(self.content)


class Decoder:
    """Turns nodes back into values, taking the arrays' bytes from the payload in order.

    Attributes:
        originals: the arrays among the values.
    """

    def __init__(self, payload: memoryview) -> None:
        self.originals: list[Original] = []
        self._payload = payload
        self._at = 0
        self._nodes = MAX_NODES

    def value(self, node: Any, depth: int = 0) -> Any:
        """Return the value of a node.

        Raises:
            WireError: it is not a node, or the payload does not hold its bytes.
        """
        self._nodes -= 1
        if self._nodes < 0 or depth > MAX_DEPTH:
            raise WireError("too many or too deeply nested values")
        if node is None or isinstance(node, bool | float):
            return node
        if isinstance(node, int):
            return _checked(node, -(1 << 63) <= node < 1 << 63)
        if isinstance(node, str):
            return clean_text(node)
        if not isinstance(node, dict) or len(node) != 1:
            raise WireError("not a node")
        ((name, content),) = node.items()
        if name in ("list", "tuple"):
            parts = [
                self.value(part, depth + 1) for part in _checked(content, type(content) is list)
            ]
            return parts if name == "list" else tuple(parts)
        if name == "dict":
            return self._dict(content, depth)
        if name in ("array", "scalar"):
            return self._array(content, name)
        return _leaf(name, content)

    def done(self) -> None:
        """Hold that the whole payload was used."""
        if self._at != len(self._payload):
            raise WireError("bytes that belong to no array")

    def _dict(self, content: Any, depth: int) -> dict[str, Any]:
        if type(content) is not list or len(content) > MAX_KEYS:
            raise WireError("not a dict")
        result = {}
        for pair in content:
            if type(pair) is not list or len(pair) != 2 or type(pair[0]) is not str:
                raise WireError("not a dict")
            result[clean_text(pair[0])] = self.value(pair[1], depth + 1)
        return result

    def _array(self, content: Any, name: str) -> Any:
        if type(content) is not list or len(content) != 2:
            raise WireError("not an array")
        dtype_name, shape = content
        if type(dtype_name) is not str or dtype_name not in DTYPES or type(shape) is not list:
            raise WireError("not an array")
        dtype, size, bound = _BY_NAME[dtype_name], 1, 1
        for n in _checked(shape, len(shape) <= MAX_DIMENSIONS):
            if type(n) is not int or not 0 <= n < 1 << 40:
                raise WireError("not a shape")
            size *= n
            bound *= n or 1  # numpy multiplies the non-zero lengths even of an empty array
        if bound >= 1 << 48:
            raise WireError("not a shape")
        size *= dtype.itemsize
        if size > len(self._payload) - self._at:
            raise WireError("the payload is shorter than its arrays")
        part = self._payload[self._at : self._at + size]
        self._at += size
        if dtype.kind == "b" and size and np.frombuffer(part, np.uint8).max() > 1:
            raise WireError("booleans that are neither 0 nor 1")
        # A copy, which is aligned and its own.
        array = np.frombuffer(part, dtype).reshape(shape).copy() if size else np.empty(shape, dtype)
        if name == "scalar":
            return _checked(array, array.ndim == 0)[()]
        self.originals.append(Original(array, content, part))
        return array


def pack(header: Any, buffers: Sequence[bytes | memoryview]) -> list[bytes | memoryview]:
    """Return the parts of a frame, to be written one after the other.

    Raises:
        TooLarge: the header is larger than a frame may have.
    """
    text = _encode(header).encode()
    if len(text) > MAX_HEADER:
        raise TooLarge("too many or too long values")
    size = sum(len(buffer) for buffer in buffers)
    start = len(text).to_bytes(4, "big") + size.to_bytes(8, "big") + text
    parts: list[bytes | memoryview] = [start, *buffers]
    # One write wakes the other side once.
    return [b"".join(parts)] if size <= _SMALL else parts


def lengths(start: bytes | bytearray, max_payload: int) -> tuple[int, int]:
    """Return the lengths of header and payload that the first bytes of a frame state.

    Raises:
        WireError: one of them is larger than allowed.
    """
    header, payload = int.from_bytes(start[:4], "big"), int.from_bytes(start[4:], "big")
    if header > MAX_HEADER or payload > max_payload:
        raise WireError("a frame that is too large")
    return header, payload


def parse_header(text: bytes | bytearray) -> dict[str, Any]:
    """Return the header of a frame.

    Raises:
        WireError: it is not a JSON object.
    """
    try:
        header = _decode(text.decode())
    except (ValueError, RecursionError) as err:
        raise WireError("a header that is not JSON") from err
    if not isinstance(header, dict):
        raise WireError("a header that is not an object")
    return header


def clean_text(text: str) -> str:
    """Return a text of at most MAX_TEXT characters without lone surrogates."""
    return text[:MAX_TEXT].encode("utf-8", "backslashreplace").decode("utf-8")[:MAX_TEXT]


def _leaf(name: str, content: Any) -> Any:
    """Return what stands for a value that did not cross."""
    if name == "handle":
        return Handle(_checked(content, type(content) is int and 0 <= content < 1 << 62))
    if name == "opaque" and type(content) is list and len(content) == 2:
        kind, detail = content
        _checked(None, type(kind) is str and type(detail) is str)
        return Opaque(clean_text(kind)[:100], clean_text(detail)[:300])
    if (
        name == "generator"
        and type(content) is list
        and len(content) == len(GeneratorState._fields)
    ):
        return GeneratorState(*map(_state_number, content))
    raise WireError("not a node")


def _state_number(text: Any) -> int:
    """Return an integer of a generator's state: up to 128 bits, which JSON's readers may lack."""
    is_number = type(text) is str and len(text) <= 39 and text.isascii() and text.isdecimal()
    return int(_checked(text, is_number))


def _checked(value: Any, holds: bool) -> Any:
    if not holds:
        raise WireError("not a node")
    return value


def _opaque(kind: str, detail: str = "") -> dict[str, list[str]]:
    return {"opaque": [str(kind)[:100], detail]}


def _generator(source: np.random.BitGenerator) -> dict[str, list[str]]:
    if type(source) is not np.random.PCG64:
        return _opaque("Generator", type(source).__name__)
    state: Any = source.state
    inner = state["state"]
    numbers = (inner["state"], inner["inc"], state["has_uint32"], state["uinteger"])
    return {"generator": [str(int(number)) for number in numbers]}


def restore_generator(state: GeneratorState) -> np.random.Generator:
    """Rebuild the Generator whose state was sent; only the worker calls this."""
    bit_generator = np.random.PCG64()
    bit_generator.state = {
        "bit_generator": "PCG64",
        "state": {"state": state.state, "inc": state.inc},
        "has_uint32": state.has_uint32,
        "uinteger": state.uinteger,
    }
    return np.random.Generator(bit_generator)
