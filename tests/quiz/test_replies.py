"""What learners type is understood or refused kindly: never a traceback, never wrongly wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.quiz.marking import mark
from autograder.quiz.replies import MAX_LENGTH, Unreadable, parse
from tests.quiz.items import CHOICE, COLUMN, EVERY, GRID, HALF, HALVES, MULTI, NUMBER, PAIR, SHAPE

READ = [
    # numbers
    (NUMBER, "864", 864),
    (NUMBER, " 864 ", 864),
    (NUMBER, "+864", 864),
    (NUMBER, "８６４", 864),
    (NUMBER, "8", 8),
    (NUMBER, "５", 5),
    (NUMBER, "864.", 864),
    (NUMBER, "864.0", 864),
    (NUMBER, "0864", 864),
    (NUMBER, "(864)", 864),
    (NUMBER, "[864]", 864),
    (NUMBER, "1e2", 100),
    (NUMBER, "1E+2", 100),
    (NUMBER, "1,024", 1024),
    (NUMBER, "１，０２４", 1024),
    (NUMBER, "105,705,600", 105_705_600),
    (NUMBER, "-3", -3),
    (NUMBER, "−3", -3),  # a minus sign
    (NUMBER, "–3", -3),  # an en dash, as an editor makes of it
    (NUMBER, "٣", 3),
    (NUMBER, "6/2", 3),
    (NUMBER, "6 / 2", 3),
    (NUMBER, "864\xa0", 864),
    (NUMBER, "864\r", 864),
    (HALF, "0.5", 0.5),
    (HALF, ".5", 0.5),
    (HALF, "1/2", 0.5),
    (HALF, "5e-1", 0.5),
    (HALF, "0.50000", 0.5),
    (HALF, "-1.5", -1.5),
    # shapes
    (SHAPE, "6 x 28 x 28", (6, 28, 28)),
    (SHAPE, "6x28x28", (6, 28, 28)),
    (SHAPE, "6X28X28", (6, 28, 28)),
    (SHAPE, "6×28×28", (6, 28, 28)),
    (SHAPE, "6 × 28 × 28", (6, 28, 28)),
    (SHAPE, "6*28*28", (6, 28, 28)),
    (SHAPE, "6,28,28", (6, 28, 28)),
    (SHAPE, "6, 28, 28", (6, 28, 28)),
    (SHAPE, "6 28 28", (6, 28, 28)),
    (SHAPE, "6\t28\t28", (6, 28, 28)),
    (SHAPE, "(6, 28, 28)", (6, 28, 28)),
    (SHAPE, "[6, 28, 28]", (6, 28, 28)),
    (SHAPE, "６，２８，２８", (6, 28, 28)),
    (SHAPE, "6ｘ28ｘ28", (6, 28, 28)),
    (SHAPE, "6 · 28 · 28", (6, 28, 28)),
    (SHAPE, "6.0 x 28 x 28", (6, 28, 28)),
    (SHAPE, "-1 x 0 x 28", (-1, 0, 28)),  # a wrong shape is a shape
    (PAIR, "5 x 5", (5, 5)),
    (PAIR, "5×5", (5, 5)),
    (PAIR, "(5,5,)", (5, 5)),
    (PAIR, "( 5 , 5 , )", (5, 5)),
    (PAIR, "1e1 5", (10, 5)),
    # grids
    (GRID, "1 -2; 0 4", ((1, -2), (0, 4))),
    (GRID, "1,-2;0,4", ((1, -2), (0, 4))),
    (GRID, "1 -2\n0 4", ((1, -2), (0, 4))),
    (GRID, "1 −2 / 0 4", ((1, -2), (0, 4))),
    (GRID, "1 -2 | 0 4", ((1, -2), (0, 4))),
    (GRID, "1 -2 0 4", ((1, -2), (0, 4))),
    (GRID, "[[1, -2], [0, 4]]", ((1, -2), (0, 4))),
    (GRID, "((1, -2), (0, 4))", ((1, -2), (0, 4))),
    (GRID, "{{1, -2}, {0, 4}}", ((1, -2), (0, 4))),
    (GRID, "[1 -2; 0 4];", ((1, -2), (0, 4))),
    (GRID, "1 -2;\n0 4;\n", ((1, -2), (0, 4))),
    (GRID, "１ -２；０ ４", ((1, -2), (0, 4))),
    (COLUMN, "1; 2", ((1,), (2,))),
    (COLUMN, "1 2", ((1,), (2,))),
    (HALVES, "0.5 1; 2 3", ((0.5, 1), (2, 3))),
    (HALVES, ".5, 1.0\n2, 3", ((0.5, 1), (2, 3))),
    # options
    (CHOICE, "b", "b"),
    (CHOICE, "B", "b"),
    (CHOICE, "Ｂ", "b"),
    (CHOICE, "b)", "b"),
    (CHOICE, "(b)", "b"),
    (CHOICE, "b.", "b"),
    (CHOICE, "ⓑ", "b"),
    (CHOICE, "2", "b"),
    (CHOICE, "②", "b"),
    (CHOICE, "perceptron", "b"),
    (CHOICE, " Perceptron ", "b"),
    (CHOICE, "퍼셉트론", "b"),
    (CHOICE, "none of these", "c"),
    (CHOICE, "모두 아니다", "c"),
    (MULTI, "a, c", ("a", "c")),
    (MULTI, "c,a", ("a", "c")),
    (MULTI, "a c", ("a", "c")),
    (MULTI, "ac", ("a", "c")),
    (MULTI, "A;C", ("a", "c")),
    (MULTI, "1 3", ("a", "c")),
    (MULTI, "a,a,c", ("a", "c")),
    (MULTI, "a", ("a",)),
    (MULTI, "-", ()),
    (MULTI, "none", ()),
    (MULTI, "없음", ()),
    (MULTI, "없습니다", ()),
]
REFUSED = [
    (NUMBER, "seven", "reply.number"),
    (NUMBER, "일곱", "reply.number"),
    (NUMBER, "5 x 5", "reply.number"),
    (NUMBER, "864 865", "reply.number"),
    (NUMBER, "864개", "reply.number"),
    (NUMBER, "0x10", "reply.number"),
    (NUMBER, "1_000", "reply.number"),
    (NUMBER, "1,02", "reply.number"),
    (NUMBER, "0,5", "reply.number"),
    (NUMBER, "1.2.3", "reply.number"),
    (NUMBER, "--3", "reply.number"),
    (NUMBER, "inf", "reply.number"),
    (NUMBER, "nan", "reply.number"),
    (NUMBER, "1/0", "reply.number"),
    (NUMBER, "1/2/3", "reply.number"),
    (NUMBER, "1e99", "reply.number"),
    (NUMBER, "1e999999999", "reply.number"),
    (NUMBER, "10²", "reply.number"),  # 100, and not 102
    (NUMBER, "2⁸", "reply.number"),
    (NUMBER, "x₂", "reply.number"),
    (NUMBER, "3*2", "reply.number"),
    (NUMBER, "9" * 40, "reply.number"),
    (NUMBER, "()", "reply.number"),
    (NUMBER, "\x1b[2J", "reply.number"),
    (NUMBER, "\0", "reply.number"),
    (NUMBER, "\ud800", "reply.number"),
    (NUMBER, "__import__('os')", "reply.number"),
    (SHAPE, "6 x 28", "reply.sizes"),
    (SHAPE, "6 28 28 1", "reply.sizes"),
    (SHAPE, "28", "reply.sizes"),
    (SHAPE, "6 x 28 x 28.5", "reply.shape"),
    (SHAPE, "six x 28 x 28", "reply.shape"),
    (SHAPE, "C x H x W", "reply.shape"),
    (SHAPE, "()", "reply.shape"),
    (SHAPE, "x", "reply.shape"),
    (PAIR, "5²", "reply.shape"),
    (GRID, "1 2", "reply.cells"),
    (GRID, "1 2; 3", "reply.cells"),
    (GRID, "1 2 3; 4 5 6", "reply.cells"),
    (GRID, "1 2; 3 4; 5 6", "reply.cells"),
    (GRID, "a b; c d", "reply.grid"),
    (GRID, "[]", "reply.cells"),
    (GRID, ";", "reply.cells"),
    (CHOICE, "e", "reply.choice"),
    (CHOICE, "a b", "reply.choice"),
    (CHOICE, "5", "reply.choice"),
    (CHOICE, "0", "reply.choice"),
    (CHOICE, "perceptro", "reply.choice"),
    (CHOICE, "()", "reply.choice"),
    (MULTI, "a, e", "reply.choice"),
    (MULTI, "xyz", "reply.choice"),
]


@pytest.mark.parametrize(("item", "reply", "value"), READ)
def test_many_ways_to_write_one_value(item, reply, value):
    read = parse(reply, item)
    assert read == value
    assert type(read) is type(value)
    assert mark(item, reply).verdict == ("right" if value == item.key else "wrong")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("item", "reply", "key"), REFUSED)
def test_what_means_nothing_is_refused_and_not_wrong(item, reply, key, language):
    marked = mark(item, reply)
    assert marked.verdict == "unreadable"
    assert marked.problem is not None
    assert marked.problem.key == key
    said = marked.explained(language)
    assert said
    assert any("가" <= sign <= "힣" for sign in said) == (language == "ko")
    assert "{" not in said


@pytest.mark.parametrize("item", EVERY.values(), ids=EVERY)
def test_nothing_and_too_much_are_refused(item):
    for reply in ("", " ", "\t\n", "\u3000", "\xa0"):
        with pytest.raises(Unreadable, match=r"reply\.empty"):
            parse(reply, item)
    for reply in ("1" * 10_000, "1 " * 5_000, "한" * 10_000, "[" * (MAX_LENGTH + 1)):
        with pytest.raises(Unreadable, match=r"reply\.long"):
            parse(reply, item)


@pytest.mark.parametrize("item", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize(
    "part",
    [" ", "1", "[", "]", "] ", "; ", ",", "x", "/", "1/", "1e9", "﷽", "ﷺ", "⑴", "(1)", ") (",
     "1,000", "-", "a", "a ", "٣", "½", "\u0301", "…"],
)  # fmt: skip
def test_no_long_reply_takes_for_ever(item, part):
    """A pattern that tries again and again would not end for the longest replies."""
    reply = (part * MAX_LENGTH)[:MAX_LENGTH]
    for each in (reply, f"1{reply}", reply[1:] + "!"):
        assert mark(item, each).verdict in ("right", "wrong", "unreadable")


PIECES = st.lists(
    st.one_of(
        st.sampled_from(list("0123456789.,;/x×*·()[]{}+-−eE \n\t|abcdABCD?")),
        st.sampled_from(
            ["１", "٣", "²", "½", "①", "ⓑ", "\ud800", "\0", "\x1b", "1e5", "none", "없음"]
        ),
        st.text(max_size=3),
    ),
    max_size=60,
).map("".join)


@given(reply=PIECES, item=st.sampled_from(list(EVERY.values())))
def test_any_text_is_a_value_of_the_kind_or_unreadable(reply, item):
    try:
        value = parse(reply, item)
    except Unreadable:  # anything else fails
        return
    match item.kind:
        case "number":
            assert isinstance(value, int | float)
            assert abs(value) < 1e15
        case "shape":
            assert len(value) == len(item.key)
            assert all(isinstance(size, int) for size in value)
        case "grid":
            assert [len(row) for row in value] == [len(row) for row in item.key]
        case "choice":
            assert value in item.options
        case "multi":
            assert set(value) <= set(item.options)
            assert list(value) == sorted(value)


@given(st.integers(-(10**9), 10**9))
def test_every_whole_number_is_read_as_itself(number):
    assert parse(str(number), NUMBER) == number
    assert parse(f"{number:,}", NUMBER) == number
