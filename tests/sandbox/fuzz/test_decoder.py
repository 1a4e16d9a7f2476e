"""Whatever bytes a reply is, an answer comes of it, soon, and everything in it is plain."""

import random
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import SandboxError
from autograder.model import Isolation
from autograder.sandbox.inside import wire
from tests.sandbox.fuzz import frames
from tests.sandbox.fuzz.harness import ARRAY_MB, SENT, decode_greeting, decode_reply

# The same cases in every run; `tests.sandbox.fuzz.run` looks for new ones.
thorough = settings(deadline=None, database=None, derandomize=True, max_examples=150)

WHOLE = dict(frames.whole_frames())
JSON = st.recursive(
    st.sampled_from(frames.ODD) | st.integers() | st.floats() | st.text(max_size=20),
    lambda part: (
        st.lists(part, max_size=4)
        | st.dictionaries(st.sampled_from(frames.KEYS) | st.text(max_size=5), part, max_size=4)
        | st.builds(lambda key, content: {key: content}, st.sampled_from(frames.KEYS), part)
    ),
    max_leaves=20,
)
PAYLOADS = st.binary(max_size=40)


@thorough
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    decode_reply(content)
    decode_greeting(content)


@thorough
@given(st.binary(max_size=200), PAYLOADS)
def test_any_header(header: bytes, payload: bytes) -> None:
    decode_reply(frames.framed(header, payload))
    decode_reply(frames.framed(b'{"nonce":"%s",%s}' % (frames.NONCE.encode(), header), payload))


@thorough
@given(JSON, PAYLOADS)
def test_any_node(node: Any, payload: bytes) -> None:
    decode_reply(frames.result(node, payload))


@thorough
@given(st.dictionaries(st.sampled_from(frames.KEYS[1:14]), JSON, max_size=5), PAYLOADS)
def test_any_fields(header: dict[str, Any], payload: bytes) -> None:
    decode_reply(frames.replied(header, payload))
    if "raised" in header:
        decode_reply(frames.replied({"raised": {"bases": [], "lines": [], **header}}))


@thorough
@given(st.dictionaries(st.sampled_from(["layers", "refused", "problem"]), JSON))
def test_any_first_reply(header: dict[str, Any]) -> None:
    assert isinstance(decode_greeting(frames.replied(header)), Isolation | SandboxError)


@thorough
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 1 << 32), st.integers(1, 5))
def test_a_spoiled_frame(name: str, seed: int, times: int) -> None:
    dice, frame = random.Random(seed), WHOLE[name]
    for _ in range(times):
        frame = frames.spoil(frame, dice)
    decode_reply(frame)
    decode_greeting(frame)


@pytest.mark.parametrize("name", [name for name in WHOLE if len(WHOLE[name]) < 1000])
def test_a_frame_cut_anywhere_is_an_end(name: str) -> None:
    for length in range(len(WHOLE[name])):
        died = decode_reply(WHOLE[name][:length]).died
        assert died is not None
        assert died.cause == "exit"


@thorough
@given(st.integers(0, (1 << 32) - 1), st.integers(0, (1 << 64) - 1), PAYLOADS)
def test_lengths_that_are_too_large(header: int, payload: int, rest: bytes) -> None:
    start = header.to_bytes(4, "big") + payload.to_bytes(8, "big")
    died = decode_reply(start + rest).died
    assert died is not None
    if header > wire.MAX_HEADER or payload > ARRAY_MB << 20:
        assert (died.cause, died.detail) == ("wire", "a frame that is too large")


@thorough
@given(
    st.lists(st.integers(0, 4), max_size=3),
    st.sampled_from(sorted(wire.DTYPES)),
    st.integers(-3, 3).filter(bool),
    st.integers(1, 3),
)
def test_a_payload_of_another_size(shape: list[int], dtype: str, off: int, count: int) -> None:
    node = {"list": [{"array": [dtype, shape]}] * count}
    size = count * int(dtype[2:])
    for length in shape:
        size *= length
    assert decode_reply(frames.result(node, bytes(size))).is_value
    died = decode_reply(frames.result(node, bytes(max(size + off, 0 if size else 1)))).died
    assert died is not None
    assert died.cause == "wire"


@thorough
@given(JSON)
def test_positions_that_were_changed(positions: Any) -> None:
    answer = decode_reply(frames.replied({"result": None, "changed": positions}))
    arrays = [at for at, value in enumerate(SENT) if hasattr(value, "shape")]
    assert answer.died or set(answer.changed) <= set(arrays)


@thorough
@given(JSON)
def test_only_the_nonce_of_the_request_is_taken(nonce: Any) -> None:
    died = decode_reply(frames.framed({"nonce": nonce, "result": None, "changed": []})).died
    assert (died is None) == (nonce == frames.NONCE)


def filled(part: bytes, start: bytes, stop: bytes, share: int = 1) -> bytes:
    """Return a frame that holds one part as often as may be, or a share of that."""
    begin = b'{"nonce":"%s","changed":[],' % frames.NONCE.encode() + start
    count = (wire.MAX_HEADER - len(begin) - len(stop) - 1) // (len(part) + 1)
    count = min(count, wire.MAX_NODES - 5) // share
    return frames.framed(begin + b",".join([part] * count) + stop + b"}")


LIST, GENERATOR = (b'"result":{"list":[', b"]}"), (b'"result":{"generator":[', b"]}")
DENSE = {
    "handles": (b'{"handle":1}', b'"result":{"tuple":[', b"]}"),
    "arrays": (b'{"array":["|b1",[0]]}', *LIST),
    "arrays-of-many-axes": (b'{"array":["<c16",[0%s]]}' % (b",1" * 31), *LIST),
    "lists": (b'{"list":[]}', *LIST),
    "dicts": (b'{"dict":[]}', *LIST),
    "opaque": (b'{"opaque":["",""]}', *LIST),
    "surrogates": (b'"\\udc00"', *LIST),
    "integers": (b"9" * 4300, *LIST),
    "generator": (b"[]", *GENERATOR),
    "generator-integers": (b'"%s"' % (b"9" * 4300), *GENERATOR),
    "bases": (b'"ValueError"', b'"raised":{"lines":[],"bases":[', b"]}"),
    "lines": (b'["a.py",1,"f"]', b'"raised":{"bases":[],"lines":[', b"]}"),
    "line": (b"1", b'"raised":{"bases":[],"lines":[[', b"]]}"),
    "changed": (b"0", b'"result":1,"changed":[', b"]"),
    "too-large": (b"[]", b'"too_large":[', b"]"),
    "keys": (b'"\\udc00":1', b'"x":{', b"}"),
}


@pytest.mark.parametrize("name", DENSE)
def test_the_fullest_frame_takes_no_time(name: str) -> None:
    decode_reply(filled(*DENSE[name]))


@pytest.mark.parametrize("name", ["handles", "arrays", "lists", "generator", "too-large"])
def test_a_frame_takes_little_memory(name: str) -> None:
    frame = filled(*DENSE[name], share=8)
    tracemalloc.start()
    try:
        decode_reply(frame)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 100 * len(frame)


def test_what_is_announced_and_does_not_come_takes_no_more_than_allowed() -> None:
    frame = frames.replied({"result": None})
    start = frame[:4] + (ARRAY_MB << 20).to_bytes(8, "big") + frame[wire.LENGTHS :]
    tracemalloc.start()
    try:
        assert decode_reply(start).died
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < (ARRAY_MB << 20) + 100_000


def test_a_text_of_surrogates_stays_short() -> None:
    decode_reply(frames.result("\ud800" * wire.MAX_TEXT))
    decode_reply(frames.result({"dict": [["\ud800" * wire.MAX_TEXT, 1]]}))


@pytest.mark.parametrize("depth", [30, 31, 32, 33, 500, 900, 980, 990, 1000, 5000, 200_000])
@pytest.mark.parametrize("field", ["too_large", "type", "text", "generator", "result", "nonce"])
def test_depth_is_no_way_out(depth: int, field: str) -> None:
    deep = b"[" * depth + b"]" * depth
    inner = {
        "type": b'"raised":{"bases":[],"lines":[],"type":%s}',
        "text": b'"raised":{"bases":[],"lines":[],"text":%s}',
        "generator": b'"result":{"generator":[%s,"1","1","1"]}',
    }.get(field, b'"%s":%%s' % field.encode())
    decode_reply(frames.framed(b'{"nonce":"%s",' % frames.NONCE.encode() + inner % deep + b"}"))
