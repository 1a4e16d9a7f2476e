"""The wire carries what it promises to, and nothing that is malformed gets through."""

import contextlib
import json
import math
import random
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.inside import wire

ARRAYS = [
    np.arange(6.0).reshape(2, 3),
    np.arange(6, dtype=">i4"),
    np.asfortranarray(np.arange(12.0).reshape(3, 4)),
    np.arange(10)[::-3],
    np.broadcast_to(1.5, (2, 3)),
    np.zeros((0, 4)),
    np.array(3.0),
    np.array([True, False]),
    np.array([1 + 2j], np.complex64),
    np.array([np.nan, np.inf, -0.0], np.float16),
    np.array([2**64 - 1], np.uint64),
    np.ones((1,) * 32),
]


def crossed(value: Any, max_bytes: int = 1 << 20) -> Any:
    """Send a value through a whole frame."""
    encoder = wire.Encoder(max_bytes)
    node = encoder.node(value)
    frame = b"".join(bytes(part) for part in wire.pack({"value": node}, encoder.buffers))
    header, payload = wire.lengths(frame[: wire.LENGTHS], max_bytes)
    assert len(frame) == wire.LENGTHS + header + payload
    start = wire.LENGTHS + header
    decoder = wire.Decoder(memoryview(frame[start:]))
    result = decoder.value(wire.parse_header(frame[wire.LENGTHS : start])["value"])
    decoder.done()
    return result


def decoded(node: Any, payload: bytes = b"") -> Any:
    decoder = wire.Decoder(memoryview(payload))
    result = decoder.value(node)
    decoder.done()
    return result


@pytest.mark.parametrize("array", ARRAYS, ids=lambda array: f"{array.dtype}{array.shape}")
def test_an_array_arrives_as_it_was(array: np.ndarray) -> None:
    result = crossed(array)
    assert type(result) is np.ndarray
    assert result.shape == array.shape
    assert result.dtype == array.dtype.newbyteorder("<")
    np.testing.assert_array_equal(result, array)
    assert result.flags.writeable


@pytest.mark.parametrize(
    "value",
    [
        None, True, False, 0, -(1 << 63), (1 << 63) - 1, 0.1, -0.0, math.inf, "", "한글 \U0001f600",
        (), [], (1, [2.0, ("x", None)]), {"a": 1, "": {"b": (1,)}}, wire.Handle(7),
    ],
)  # fmt: skip
def test_a_plain_value_arrives_as_it_was(value: Any) -> None:
    result = crossed(value)
    assert type(result) is type(value)
    assert result == value


def test_what_equality_can_not_tell() -> None:
    assert math.isnan(crossed(math.nan))
    assert math.copysign(1, crossed(-0.0)) == -1
    assert type(crossed(np.float32(1.5))) is np.float32
    assert type(crossed(np.bool_(True))) is np.bool_
    assert crossed(np.longdouble(1.5)) == 1.5


def test_a_generator_goes_on_where_it_was() -> None:
    rng = np.random.default_rng(3)
    rng.integers(9, dtype=np.uint32)
    state = crossed(rng)
    assert isinstance(state, wire.GeneratorState)
    again = wire.restore_generator(state)
    np.testing.assert_array_equal(again.random(5), rng.random(5))


class Odd:
    pass


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (Odd(), "Odd"), (1 << 63, "int"), ("x" * (wire.MAX_TEXT + 1), "str"), ({1: 2}, "dict"),
        (dict.fromkeys(map(str, range(wire.MAX_KEYS + 1))), "dict"), (b"x", "bytes"), ({1}, "set"),
        (np.array([Odd()]), "ndarray"), (np.zeros(1, "M8[s]"), "ndarray"), (1j, "complex"),
        (np.zeros(1, "f8,i4"), "ndarray"), (np.array(["x"]), "ndarray"),
        (print, "builtin_function_or_method"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)  # fmt: skip
def test_what_can_not_cross_is_named(value: Any, kind: str) -> None:
    result = crossed(value)
    assert isinstance(result, wire.Opaque)
    assert result.type == kind


def endless() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value",
    [
        np.broadcast_to(0.0, (100_000, 100_000)), np.zeros(2000), [np.zeros(100), np.zeros(100)],
        endless(), [0] * (wire.MAX_NODES + 1),
    ],
    ids=["view", "array", "arrays", "endless", "many"],
)  # fmt: skip
def test_what_is_too_large_is_refused_before_it_is_copied(value: Any) -> None:
    with pytest.raises(wire.TooLarge):
        crossed(value, max_bytes=1000)


def test_a_header_that_is_too_long_is_refused() -> None:
    encoder = wire.Encoder(0)
    with pytest.raises(wire.TooLarge):
        wire.pack({"value": encoder.node(["x" * wire.MAX_TEXT] * 20)}, [])


def deep(depth: int) -> Any:
    node: Any = 1
    for _ in range(depth):
        node = {"list": [node]}
    return node


@pytest.mark.parametrize(
    "node",
    [
        1 << 63, -(1 << 63) - 1, [], [1], {}, {"list": [], "tuple": []}, {"unknown": 1},
        {"list": {}}, {"list": None}, {"tuple": "ab"}, {"dict": {}}, {"dict": [1]},
        {"dict": [["a"]]},
        {"dict": [[1, 2]]}, {"dict": [["a", 1, 2]]}, {"dict": [["a", 1]] * (wire.MAX_KEYS + 1)},
        {"handle": -1}, {"handle": 1.5}, {"handle": True}, {"handle": "1"}, {"handle": 1 << 62},
        {"opaque": "x"}, {"opaque": [1, "x"]}, {"opaque": ["x"]}, {"generator": []},
        {"array": []}, {"array": None}, {"array": ["<f8"]}, {"array": ["<f8", [1], 1]},
        {"array": ["|O", [1]]}, {"array": ["O", [1]]}, {"array": ["<M8[s]", [1]]},
        {"array": [">f8", [1]]}, {"array": ["<U1", [1]]}, {"array": ["|V8", [1]]},
        {"array": [["<f8"], [1]]}, {"array": ["<f8", 1]}, {"array": ["<f8", [-1]]},
        {"array": ["<f8", [1.0]]}, {"array": ["<f8", [True]]}, {"array": ["<f8", ["1"]]},
        {"array": ["<f8", [1 << 40]]}, {"array": ["<f8", [1 << 39, 1 << 39, 0]]},
        {"array": ["|u1", [1] * 33]}, {"array": ["<f8", [1]]}, {"array": ["<f8", [1 << 39]]},
        {"scalar": ["<f8", [1]]}, deep(wire.MAX_DEPTH + 1), {"list": [1] * (wire.MAX_NODES + 1)},
    ],
    ids=lambda node: str(node)[:40],
)  # fmt: skip
def test_a_malformed_node_is_refused(node: Any) -> None:
    with pytest.raises(wire.WireError):
        decoded(node, b"\0" * 7)


def test_booleans_are_0_or_1() -> None:
    assert decoded({"array": ["|b1", [2]]}, b"\0\1").tolist() == [False, True]
    for byte in (2, 7, 255):
        with pytest.raises(wire.WireError):
            decoded({"array": ["|b1", [2]]}, bytes([1, byte]))
    with pytest.raises(wire.WireError):
        decoded({"scalar": ["|b1", []]}, b"\2")


def test_the_payload_is_used_up_exactly() -> None:
    node = {"array": ["<i2", [2]]}
    assert decoded(node, b"\1\0\2\0").tolist() == [1, 2]
    for payload in (b"", b"\0" * 3, b"\0" * 5):
        with pytest.raises(wire.WireError):
            decoded(node, payload)


def test_the_depth_and_the_number_of_nodes_are_allowed_up_to_the_limit() -> None:
    decoded(deep(wire.MAX_DEPTH))
    assert len(decoded({"list": [1] * (wire.MAX_NODES - 1)})) == wire.MAX_NODES - 1


@pytest.mark.parametrize(
    "start",
    [
        b"\xff" * 12, (wire.MAX_HEADER + 1).to_bytes(4, "big") + bytes(8),
        bytes(4) + (1001).to_bytes(8, "big"), bytes(4) + b"\x80" + bytes(7),
    ],
)  # fmt: skip
def test_a_frame_that_states_too_much_is_refused(start: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.lengths(start, 1000)


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"1", b"null", b"\xff\xfe", b"[" * 500_000, b'{"a":' * 100_000, b"9" * 5000,
     b'{"a": "\xff"}', b"{'a': 1}"],
    ids=lambda text: text[:8].hex(),
)  # fmt: skip
def test_a_malformed_header_is_refused(text: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.parse_header(text)


def test_texts_are_short_and_without_lone_surrogates() -> None:
    assert decoded(json.loads('"a\\ud800b"')) == "a\\ud800b"
    assert decoded({"dict": [["\udc00", 1]]}) == {"\\udc00": 1}
    assert len(decoded("x" * 1_000_000)) == wire.MAX_TEXT


def random_node(dice: random.Random, depth: int = 0) -> Any:
    """Draw something that is nearly a node."""
    leaf = [
        None, True, 1, -5, 1 << 70, 0.5, math.nan, "x", "\ud800", [], {}, {"handle": 3},
        {"opaque": ["a", "b"]}, {"array": ["<f8", [1]]}, {"array": ["|b1", [3]]},
        {"scalar": ["<i4", []]}, {"array": ["|u1", [dice.randrange(-1, 9), dice.randrange(4)]]},
    ]  # fmt: skip
    if depth > 4 or dice.random() < 0.5:
        return dice.choice(leaf)
    parts = [random_node(dice, depth + 1) for _ in range(dice.randrange(4))]
    name = dice.choice(["list", "tuple", "dict", "array", "handle", "opaque", "nothing"])
    return {name: [["key", part] for part in parts] if name == "dict" else parts}


def test_noise_is_a_value_or_a_wire_error() -> None:
    dice = random.Random(20261122)
    for _ in range(3000):
        payload = dice.randbytes(dice.choice([0, 1, 3, 8, 16]))
        with contextlib.suppress(wire.WireError):
            decoded(random_node(dice), payload)


def test_noise_in_a_frame_is_a_value_or_a_wire_error() -> None:
    dice = random.Random(1)
    encoder = wire.Encoder(1000)
    node = encoder.node((np.arange(3.0), {"a": [1, "x"]}, wire.Handle(1)))
    good = b"".join(
        bytes(part) for part in wire.pack({"nonce": "n", "value": node}, encoder.buffers)
    )
    for _ in range(3000):
        bad = bytearray(good)
        for _ in range(dice.randrange(1, 4)):
            bad[dice.randrange(len(bad))] = dice.randrange(256)
        bad = bad[: dice.choice([len(bad), dice.randrange(12, len(bad))])]
        try:
            header, payload = wire.lengths(bytes(bad[:12]), 1000)
            parsed = wire.parse_header(bytes(bad[12 : 12 + header]))
            decoder = wire.Decoder(memoryview(bad[12 + header : 12 + header + payload]))
            decoder.value(parsed.get("value"))
            decoder.done()
        except wire.WireError:
            pass
