"""Names of students come from outside: from a command line, a file name, a web form."""

import unicodedata

import pytest

from autograder import words
from autograder.errors import UsageError


@pytest.mark.parametrize(
    "name", ["홍길동", "O'Brien; DROP TABLE students", "a" * 255, "김 영희", "🎓"]
)
def test_a_name_is_any_text(store, hand_in, name):
    hand_in(student=name)
    assert store.attempts(student=name)[0].student == name


@pytest.mark.parametrize(
    "name",
    ["", "  ", "a" * 256, "a\nb", "a\0", "\x1b[2J", "a\u2028b", "\u202egnp.py", "\udcff", "a\x7f"],
)
def test_a_name_that_would_harm_is_refused(store, hand_in, name):
    with pytest.raises(UsageError) as caught:
        hand_in(student=name)
    assert caught.value.key == "bad-student-name"
    assert store.attempts() == []
    for language in ("en", "ko"):
        text = words.error(caught.value, language)
        assert len(text.message) < 120
        assert text.message.isprintable()
        text.hint.encode()


def test_a_name_spelt_decomposed_is_the_same_student(store, hand_in):
    hand_in(student="홍길동")
    again = hand_in(student=unicodedata.normalize("NFD", "홍길동") + " ")
    assert again.attempt == 2
    assert len(store.attempts(student=unicodedata.normalize("NFD", "홍길동"))) == 2
