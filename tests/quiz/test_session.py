"""One item is asked: typed first, chosen second, then the solution; help; nothing goes wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.quiz.replies import MAX_LENGTH
from autograder.quiz.session import PATIENCE, answer, begin, is_stop, mark_once, mark_shown
from tests.quiz.items import CHOICE, EVERY, HALF, MULTI, NUMBER, SHAPE, YES_NO


def after(item, *replies):
    """What the last of some replies leads to."""
    turn = begin(item)
    found = None
    for reply in replies:
        found = answer(turn, reply)
        turn = found.turn
    assert found
    return found


def test_right_at_once():
    found = after(NUMBER, "864")
    assert (found.said, found.turn.outcome) == ("right", "first")


def test_a_miss_names_the_idea_and_offers_what_is_left():
    found = after(NUMBER, "896")
    assert found.said == "wrong"
    assert found.marked.wrong.misconception == "idea-0"
    assert found.turn.outcome is None
    assert found.turn.offered == (864, 32, 2)
    assert found.turn.names == ("a", "b", "c")


def test_an_unknown_miss_offers_everything():
    assert after(NUMBER, "1").turn.offered == NUMBER.choices


@pytest.mark.parametrize("reply", ["a", "A", "a)", "(a)", "864", "ㅁ"])
def test_right_at_the_second_try(reply):
    found = after(NUMBER, "896", reply)
    assert (found.said, found.turn.outcome) == ("right", "second")


@pytest.mark.parametrize("reply", ["b", "ㅠ", "32"])
def test_a_second_miss_ends_it(reply):
    found = after(NUMBER, "896", reply)
    assert (found.said, found.turn.outcome) == ("wrong", "wrong")
    assert found.marked.wrong.misconception == "idea-1"


@pytest.mark.parametrize("reply", ["3", "e", "896", "seven"])
def test_only_what_is_offered_can_be_chosen(reply):
    """`3` may mean the third choice: it is refused, and costs nothing."""
    found = after(NUMBER, "896", reply)
    assert found.said == "unreadable"
    assert found.turn.misses == 1
    assert "a, b, c" in found.marked.explained("en")


@pytest.mark.parametrize("reply", ["?", "？", "help", "도움말", " ? "])
def test_help_offers_choices_and_then_the_solution(reply):
    found = after(SHAPE, reply)
    assert (found.said, found.turn.offered) == ("choices", SHAPE.choices)
    assert after(SHAPE, reply, "a").turn.outcome == "second"
    assert after(SHAPE, reply, "b").turn.outcome == "wrong"
    found = after(SHAPE, reply, reply)
    assert (found.said, found.turn.outcome) == ("solution", "wrong")


def test_nothing_twice_is_help_and_nothing_once_is_not():
    assert after(NUMBER, "").said == "unreadable"
    assert after(NUMBER, "", " ").said == "choices"
    assert after(NUMBER, "", "seven", "").said == "unreadable"
    assert after(NUMBER, "", "", "", "").said == "solution"


def test_options_are_offered_from_the_start_and_two_tries_are_given():
    assert begin(CHOICE).names == ("b", "a", "c", "d")
    assert after(CHOICE, "b").turn.outcome == "first"
    missed = after(CHOICE, "a")
    assert missed.turn.names == ("b", "c", "d")
    assert after(CHOICE, "a", "a").said == "unreadable"
    assert after(CHOICE, "a", "b").turn.outcome == "second"
    assert after(CHOICE, "a", "c").turn.outcome == "wrong"
    assert after(CHOICE, "?").said == "solution"


def test_of_two_options_there_is_no_second_try():
    assert after(YES_NO, "b").turn.outcome == "wrong"


def test_several_options_stay_for_a_second_try():
    assert after(MULTI, "a, c").turn.outcome == "first"
    assert after(MULTI, "a").turn.offered == ("a", "b", "c", "d")
    assert after(MULTI, "a", "a").turn.outcome == "wrong"
    assert after(MULTI, "a", "c a").turn.outcome == "second"


@pytest.mark.parametrize("reply", ["q", "Q", "ㅂ", "quit", "종료", "ｑ"])
@pytest.mark.parametrize("item", EVERY.values(), ids=EVERY)
def test_every_item_can_be_stopped(item, reply):
    assert after(item, reply).said == "stop"


@pytest.mark.parametrize("item", EVERY.values(), ids=EVERY)
def test_a_lost_script_comes_to_an_end_and_is_not_wrong(item):
    found = after(item, *["seven of them"] * PATIENCE)
    assert (found.said, found.turn.outcome) == ("skipped", "skipped")


@pytest.mark.parametrize("item", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize("start", ["q", "?", "a", "1", "(b)"])
def test_no_part_of_a_long_reply_is_read(item, start):
    for reply in (start + " " * 99 + "and more " * 200, start + " " * MAX_LENGTH):
        assert after(item, reply).said == "unreadable"
        assert not is_stop(item, reply)
        assert mark_once(item, reply).verdict == "unreadable"
        assert mark_shown(item, reply).verdict == "unreadable"


def test_a_letter_answers_what_was_shown_with_choices():
    assert mark_shown(NUMBER, "a").verdict == "right"
    assert mark_shown(NUMBER, "b").wrong.misconception == "idea-0"
    assert mark_shown(NUMBER, "864").verdict == "right"
    assert mark_shown(NUMBER, "e").verdict == "unreadable"
    assert mark_shown(CHOICE, "b").verdict == "right"


REPLIES = st.lists(
    st.one_of(
        st.sampled_from(["?", "", "a", "b", "c", "d", "864", "896", "0.5", "a, c", "6 28 28"]),
        st.text(max_size=5),
    ),
    min_size=2 * PATIENCE + 4,
    max_size=2 * PATIENCE + 4,
)


@given(st.sampled_from(list(EVERY.values())), REPLIES)
def test_whatever_is_typed_ends_an_item_and_unreadable_replies_never_cost(item, replies):
    turn = begin(item)
    for reply in replies:
        found = answer(turn, reply)
        if found.said == "stop":
            return
        if found.said == "unreadable":
            assert found.turn.misses == turn.misses
            assert found.turn.outcome is None
        if found.turn.outcome == "wrong":
            assert found.said in ("wrong", "solution")
        turn = found.turn
        if turn.outcome:
            return
        assert not turn.offered or item.kind == "multi" or item.key in turn.offered
    raise AssertionError("it never ended")


def test_half_is_typed_as_a_fraction():
    assert after(HALF, "1/2").turn.outcome == "first"
