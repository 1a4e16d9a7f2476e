"""The printable exam, read back by an HTML parser."""

import html
import re

import pytest
from hypothesis import given

from autograder.quiz.export import Sheet, exam
from autograder.quiz.export.sheet import letters
from tests.quiz.export import items
from tests.quiz.export.items import NASTY, STARTS, flat, read, sheet


def body(made: Sheet, write=exam.export) -> str:
    text = "".join(write(made))
    return text[text.index("<body>") :]


def shown(page: str) -> str:
    own = "body section h1 small ol ul li i div strong dl dt dd"
    return read(page, more=set(own.split()))


@given(items.texts)
def test_every_text_survives(text: str) -> None:
    for item in items.every(text):
        found = shown(body(sheet(item, title=f"Q {text}")))
        assert flat(f"Q {text}") in found
        assert flat(item.stem.en) in found
        assert flat(item.solution.en) in found
        for wrong in item.wrong:
            assert flat(wrong.explanation.en) in found


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_nothing_runs_and_nothing_is_fetched(text: str) -> None:
    page = "".join(exam.export(sheet(*items.every(text), title=text, draws=items.drawn)))
    assert "default-src 'none'" in page
    assert shown(page[page.index("<body>") :])  # there are our own tags and attributes alone
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
    assert flat(html.unescape(title)) == flat(text)
    assert "<" not in title


def test_the_paper_tells_no_answer_and_not_what_it_was_drawn_from() -> None:
    page = body(sheet(*items.every(), with_key=False))
    for secret in ("896", "because", "some_number", "28", "-v1-"):
        assert secret not in page, secret


def test_the_key_can_be_had_alone() -> None:
    page = body(sheet(items.number(), items.choice()), exam.key)
    assert "896" in page
    assert 'class="paper"' not in page
    assert "some_number-v1-l1-7" in page


def test_there_is_room_for_each_answer() -> None:
    page = body(sheet(items.shape(), items.grid(is_table=False), items.multi(), with_key=False))
    assert page.count("<td></td>") == 3 + 4
    assert page.count("<li><i></i> ") == 4
    assert "Mark all that apply." in page


def test_variants_begin_on_pages_of_their_own() -> None:
    papers = [[items.number()], [items.number()]]
    page = "".join(exam.export(Sheet(papers, ("ko",), "중간고사")))
    assert "break-before: page" in page
    assert re.findall(r"<small>(.*?)</small>", page) == ["A형", "B형"]
    assert '<html lang="ko">' in page


def test_there_are_names_for_any_number_of_variants() -> None:
    found = list(letters(26 + 26 * 26 + 1))
    assert found[:2] + found[25:28] + found[-2:] == ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]
    assert len(set(found)) == len(found)
