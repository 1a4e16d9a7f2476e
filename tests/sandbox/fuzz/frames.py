"""Frames as a worker may send them: whole ones of each kind, and ways to spoil one."""

import copy
import json
import math
import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.sandbox.inside import wire
from tests.sandbox.fuzz.harness import ARRAY_MB, NONCE


def framed(header: Any, payload: bytes = b"") -> bytes:
    """Return a frame whose lengths are right, whatever is in it."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(4, "big") + len(payload).to_bytes(8, "big") + text + payload


def replied(header: Any, payload: bytes = b"") -> bytes:
    """Return a frame that somebody waits for."""
    return framed({"nonce": NONCE, **header}, payload)


def result(node: Any, payload: bytes = b"") -> bytes:
    """Return a frame with the result of a call."""
    return replied({"result": node, "changed": []}, payload)


def sent(value: Any, **header: Any) -> bytes:
    """Return the frame that a worker makes of a value."""
    encoder = wire.Encoder(ARRAY_MB << 20)
    whole = {"nonce": NONCE, "result": encoder.node(value), "changed": [], **header}
    return b"".join(bytes(part) for part in wire.pack(whole, encoder.buffers))


def parts_of(frame: bytes) -> tuple[bytes, bytes]:
    """Return header and payload of what may not be a frame: header first, as long as it says."""
    end = wire.LENGTHS + int.from_bytes(frame[:4], "big")
    return frame[wire.LENGTHS : end], frame[end:]


_RAISED = {
    "type": "ValueError",
    "bases": ["ValueError", "Exception", "BaseException", "object"],
    "text": "shapes (2,3) and (4,) — 한글",
    "lines": [["a.py", 3, "f"], ["b.py", 1, "<module>"], ["elsewhere.py", 1, "g"]],
}
VALUES: dict[str, Any] = {
    "none": None,
    "numbers": (True, 0, -(1 << 63), 0.5, -0.0, math.inf, math.nan),
    "texts": ["", "한글 \U0001f600", "\x1b[2J<b>"],
    "nested": {"a": [1, (2.0, [None])], "": {"b": ()}},
    "array": np.arange(6.0).reshape(2, 3),
    "array-empty": np.zeros((0, 4), np.float32),
    "array-deep": np.ones((1,) * 32, np.uint8),
    "arrays": (np.array([True, False]), [np.arange(3, dtype=np.int16)], np.zeros(2, complex)),
    "arrays-all": tuple(np.zeros(2, name) for name in sorted(wire.DTYPES)),
    "scalars": (np.float32(1.5), np.bool_(True), np.int64(-1), np.complex64(1j)),
    "nan-payload": np.array([0x7FF0000000000001], np.uint64).view(np.float64),
    "generator": np.random.default_rng(3),
    "generator-mt": np.random.Generator(np.random.MT19937(3)),
    "handles": (np.ones(2), wire.Handle(1), wire.Handle(2)),
    "handle-in-list": [wire.Handle(3), {"a": wire.Handle(4)}],
    "opaque": (b"x", 1 << 70, {1: 2}),
}


def whole_frames() -> Iterator[tuple[str, bytes]]:
    """Return a frame of each kind that our own worker sends, by name."""
    for name, value in VALUES.items():
        yield f"value-{name}", sent(value)
    yield "value-changed", sent(None, changed=[2, 0])
    yield "loaded", replied({"loaded": True})
    yield "raised", replied({"raised": _RAISED})
    yield "missing", replied({"missing": "f"})
    yield "too-large", replied({"too_large": "an array of shape (9,) and dtype float64"})
    yield "greeting", replied({"layers": ["landlock", "seccomp"], "refused": {"fork": True}})
    yield "greeting-hole", replied({"layers": [], "refused": {"fork": False, "open": True}})
    yield "greeting-problem", replied({"problem": "no Landlock here"})


ODD: list[Any] = [
    None, True, False, 0, 1, -1, 7, 1 << 31, 1 << 40, 1 << 62, 1 << 63, -(1 << 63) - 1, 10**50,
    0.5, -0.0, 1e308, math.inf, math.nan, "", "x", "\ud800", "\0", "a.py", "x" * 400, NONCE, "#1",
    "<f8", ">f8", "|O", "|b1", "<c16", "|u1", "<M8[s]", "ValueError", "__class__", "print",
    [], {}, [[]], [{}], {"list": []}, {"tuple": [1]}, {"dict": [["a", 1]]}, {"handle": 1},
    {"array": ["<f8", [2, 3]]}, {"array": ["|b1", [1]]}, {"array": ["<f8", [0, 1 << 39]]},
    {"scalar": ["<f4", []]}, {"opaque": ["a", "b"]}, {"generator": ["1", "2", "0", "0"]},
]  # fmt: skip
KEYS = [
    "nonce", "result", "changed", "raised", "missing", "too_large", "loaded", "type", "bases",
    "text", "lines", "layers", "refused", "problem", "list", "tuple", "dict", "array", "scalar",
    "handle", "opaque", "generator", "\ud800",
]  # fmt: skip


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Return every (container, key) in a JSON value."""
    if isinstance(node, dict | list):
        for key in node if isinstance(node, dict) else range(len(node)):
            yield node, key
            yield from _places(node[key])


def spoil_node(header: Any, dice: random.Random) -> Any:
    """Put, drop, repeat, wrap or rename something in a header."""
    header = copy.deepcopy(header)
    places = list(_places(header))
    if not places:
        return dice.choice(ODD)
    holder, key = dice.choice(places)
    other_holder, other_key = dice.choice(places)
    match dice.randrange(6):
        case 0:
            holder[key] = copy.deepcopy(dice.choice(ODD))
        case 1:
            del holder[key]
        case 2:
            holder[key] = [copy.deepcopy(holder[key]) for _ in range(dice.choice([1, 2, 40]))]
        case 3:
            holder[key] = {dice.choice(KEYS): holder[key]}
        case 4:
            holder[key] = copy.deepcopy(other_holder[other_key])
        case _ if isinstance(holder, dict):
            holder[dice.choice(KEYS)] = copy.deepcopy(dice.choice([holder[key], *ODD]))
        case _:
            holder.insert(key, copy.deepcopy(dice.choice(ODD)))
    return header


def spoil_bytes(content: bytes, dice: random.Random) -> bytes:
    """Cut, flip, double, move or lengthen bytes."""
    result = bytearray(content or b"\0")
    start, stop = sorted(dice.randrange(len(result) + 1) for _ in range(2))
    at = dice.randrange(len(result))
    match dice.randrange(6):
        case 0:
            del result[start:]
        case 1:
            result[at] ^= 1 << dice.randrange(8)
        case 2:
            result[at:at] = result[start:stop]
        case 3:
            del result[start:stop]
        case 4:
            result[at] = dice.choice([0, 1, 255, *b'{}[]",:\\'])
        case _:
            result += dice.randbytes(dice.choice([1, 8, 16]))
    return bytes(result)


def spoil(
    frame: bytes, dice: random.Random, mutate: Callable[[bytes], bytes] | None = None
) -> bytes:
    """Spoil a frame once: its structure with the lengths mended, or its bytes as they stand.

    Args:
        frame: what to start from.
        dice: decides everything.
        mutate: another way to spoil bytes, in place of ours.
    """
    bytewise = mutate or (lambda content: spoil_bytes(content, dice))
    text, payload = parts_of(frame)
    turn = dice.randrange(10)
    if turn < 5:
        try:
            header = json.loads(text)
            return framed(spoil_node(header, dice), payload)
        except (ValueError, RecursionError):
            turn = 6
    if turn == 5:
        return framed(text, bytewise(payload))
    if turn < 8:
        return framed(bytewise(text), payload)
    if turn == 8:
        size = dice.choice([0, 1, len(text), wire.MAX_HEADER, ARRAY_MB << 20, 1 << 31, 1 << 63])
        at = dice.choice([0, 4])
        width = 4 if at == 0 else 8
        return frame[:at] + size.to_bytes(9, "big")[-width:] + frame[at + width :]
    return bytewise(frame)
