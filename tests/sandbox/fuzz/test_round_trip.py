"""What crosses the wire arrives as it was, and what can't cross is named."""

import math
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox.inside import wire

thorough = settings(deadline=None, database=None, derandomize=True, max_examples=200)


def _array(dtype: np.dtype[Any], shape: tuple[int, ...], content: bytes, order: str) -> Any:
    """Return an array of given bytes, laid out in memory in one of several ways."""
    count = math.prod(shape) * dtype.itemsize
    whole = (content * (count // len(content) + 1))[:count]
    if dtype.kind == "b":
        whole = bytes(byte & 1 for byte in whole)
    array = np.frombuffer(whole, dtype).reshape(shape)
    if order == "F":
        return np.asfortranarray(array).reshape(shape)
    if order == ">":
        return array.astype(dtype.newbyteorder(">"))
    return array[::-1] if order == "r" and array.ndim else array


DTYPES = st.sampled_from(sorted(wire.DTYPES)).map(np.dtype)
SHAPES = hnp.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=4)
# Any bytes are an array of any dtype but bool: NaN of every kind among them.
ARRAYS = st.builds(
    _array, DTYPES, SHAPES, st.binary(min_size=1, max_size=64), st.sampled_from("CF><r"),
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)
LEAVES = (
    st.none() | st.booleans() | st.floats() | st.integers() | TEXTS | ARRAYS
    | ARRAYS.filter(lambda array: array.size).map(lambda array: array.reshape(-1)[0])
    | st.builds(wire.Handle, st.integers(0, (1 << 62) - 1))
    | st.sampled_from([b"x", 1j, {1: 2}, {3}, np.zeros(1, "M8[s]"), np.array(["x"])])
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda part: (
        st.lists(part, max_size=4)
        | st.lists(part, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5), part, max_size=4)
    ),
    max_leaves=15,
)


def crossed(value: Any) -> Any:
    """Send a value through a whole frame."""
    encoder = wire.Encoder(1 << 20)
    node = encoder.node(value)
    frame = b"".join(bytes(part) for part in wire.pack({"value": node}, encoder.buffers))
    header, payload = wire.lengths(frame[: wire.LENGTHS], 1 << 20)
    start = wire.LENGTHS + header
    assert len(frame) == start + payload
    decoder = wire.Decoder(memoryview(frame)[start:])
    result = decoder.value(wire.parse_header(frame[wire.LENGTHS : start])["value"])
    decoder.done()
    assert all(original.is_unchanged for original in decoder.originals)
    return result


def same(sent: Any, got: Any) -> bool:
    """Return whether a value is what must arrive of another."""
    if isinstance(sent, np.ndarray | np.generic):
        little = np.asarray(sent).astype(sent.dtype.newbyteorder("<"))
        if little.dtype.str not in wire.DTYPES:
            return type(got) is wire.Opaque
        kinds = np.ndarray if isinstance(sent, np.ndarray) else np.generic
        alike = isinstance(got, kinds) and got.dtype == little.dtype and got.shape == sent.shape
        return alike and got.tobytes() == little.tobytes()
    if type(sent) is int and not -(1 << 63) <= sent < 1 << 63:
        return bool(got == wire.Opaque("int", "beyond 64 bits"))
    if isinstance(sent, bytes | complex | set) or sent == {1: 2}:
        return type(got) is wire.Opaque and got.type == type(sent).__name__
    if type(sent) is not type(got):
        return False
    if type(sent) in (list, tuple):
        return len(sent) == len(got) and all(map(same, sent, got))
    if type(sent) is dict:
        return list(sent) == list(got) and all(map(same, sent.values(), got.values()))
    if type(sent) is float:
        return repr(sent) == repr(got)  # NaN and the sign of zero
    return bool(got == (_readable(sent) if type(sent) is str else sent))


def _readable(text: str) -> str:
    """Return a text whose surrogates are joined in pairs, or written out."""
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return wire.clean_text(joined)


@thorough
@given(ARRAYS)
def test_an_array(array: np.ndarray[Any, Any]) -> None:
    got = crossed(array)
    assert same(array, got)
    assert got.flags.carray
    assert got.flags.owndata


@thorough
@given(VALUES)
def test_any_value(value: Any) -> None:
    assert same(value, crossed(value))


@thorough
@given(st.integers(0, 1 << 130), st.integers(0, 3))
def test_a_generator(seed: int, drawn: int) -> None:
    rng = np.random.default_rng(seed)
    rng.integers(9, size=drawn, dtype=np.uint32)
    again = wire.restore_generator(crossed(rng))
    assert again.bit_generator.state == rng.bit_generator.state
