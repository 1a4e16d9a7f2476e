"""Moodle XML, read back by moodle-xml-parser, an XML parser and Moodle's cloze grammar."""

from dataclasses import replace
from xml.etree import ElementTree

import moodle_xml_parser.parser
import pytest
from hypothesis import given

from autograder.quiz.drawing import draw
from autograder.quiz.export import moodle
from autograder.quiz.export.choices import plain_value
from autograder.quiz.export.sheet import Sheet, said
from autograder.quiz.topics import topics
from tests.quiz.export import cloze_reader, items
from tests.quiz.export.items import NASTY, STARTS, flat, read, sheet

CONV = topics()["conv_shape"]
# What Moodle allows: question/engine/bank.php, in percent.
FRACTIONS = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667,
             14.28571, 12.5, 11.11111, 10, 5, 0}  # fmt: skip


def questions(*made, **options) -> list[ElementTree.Element]:
    text = "".join(moodle.export(sheet(*made, **options)))
    assert text.startswith("<?xml")
    return [each for each in ElementTree.fromstring(text) if each.get("type") != "category"]


def answers(question: ElementTree.Element) -> dict[str, tuple[float, str]]:
    return {
        read(each.findtext("text")): (
            float(each.get("fraction")),
            read(each.findtext("feedback/text")),
        )
        for each in question.iter("answer")
    }


@given(items.texts)
def test_every_text_survives(text: str) -> None:
    made = items.every(text)
    for item, question in zip(made, questions(*made), strict=True):
        asked = question.findtext("questiontext/text")
        if question.get("type") == "cloze":
            asked, _ = cloze_reader.fields(asked)
        assert read(asked).startswith(flat(said(item.stem, "en")))
        assert read(question.findtext("generalfeedback/text")) == flat(said(item.solution, "en"))


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_a_number_is_typed_in_and_each_wrong_one_explained(text: str) -> None:
    item = items.number(text)
    (question,) = questions(item)
    found = answers(question)
    assert question.get("type") == "numerical"
    assert next(iter(found)) == "896"
    assert found["896"] == (100, "Right.")
    for wrong in item.wrong:
        assert found[plain_value(wrong.value)] == (0, flat(wrong.explanation.en))
    assert "105705600" in found  # no groups of digits
    assert list(found)[-1] == "*"


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_options_are_chosen_from(text: str) -> None:
    item = items.choice(text)
    (question,) = questions(item)
    assert question.get("type") == "multichoice"
    assert question.findtext("single") == "true"
    found = answers(question)
    assert found[flat(f"E {text} b")] == (100, "Right.")
    assert found[flat(f"E {text} a")] == (0, flat(f"E why not a {text}"))
    assert len(found) == 4


def test_several_options_share_what_is_earned() -> None:
    (question,) = questions(items.multi())
    assert question.findtext("single") == "false"
    found = answers(question)
    assert [fraction for fraction, _ in found.values()] == [50, -50, 50, -50]
    assert found["E plain b"][1] == "E b is none plain"


@pytest.mark.parametrize("right", range(1, 9))
def test_shares_are_fractions_that_moodle_knows(right: int) -> None:
    names = tuple("abcdefgh")
    item = items.multi(key=names[:right])
    options = {name: items.both(name) for name in names}
    (question,) = questions(replace(item, options=options))
    assert {abs(float(each.get("fraction"))) for each in question.iter("answer")} <= FRACTIONS


def test_where_no_option_is_right_sets_of_them_are_chosen_from() -> None:
    (question,) = questions(items.multi(key=()))
    found = answers(question)
    assert found["none of them"] == (100, "Right.")
    assert found["E plain b; E plain d"] == (0, "E the other way round plain")


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_a_shape_has_a_field_for_each_size(text: str) -> None:
    (question,) = questions(items.shape(text))
    assert question.get("type") == "cloze"
    asked, fields = cloze_reader.fields(question.findtext("questiontext/text"))
    keys = [next(number for number, (part, _) in f.answers.items() if part == 1) for f in fields]
    assert keys == ["6", "28", "28"]
    depth, height, width = fields
    assert flat(f"E depth {text} E height {text} E width {text} [field] [field] [field]") in read(
        asked
    )
    assert read(depth.answers["3"][1]) == flat(f"E two {text}")
    assert read(width.answers["30"][1]) == flat(f"E one {text}")
    # two ideas lead to this height, and one of them to another depth than was asked for
    either = f"One of these may be the reason: E zero {text} E one {text}"
    assert read(height.answers["30"][1]) == flat(either)


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_a_table_has_a_field_for_each_cell(text: str) -> None:
    (question,) = questions(items.grid(text))
    asked, fields = cloze_reader.fields(question.findtext("questiontext/text"))
    assert [next(iter(field.answers)) for field in fields] == ["1", "0.5", "-3", "40"]
    table = asked[asked.index("<table>") :]
    columns, rows = f"E height {text} E width {text}", (f"E conv {text}", f"E pool {text}")
    expected = f"{columns} {rows[0]} [field] [field] {rows[1]} [field] [field]"
    assert read(table) == flat(expected)


def test_another_program_reads_the_file(tmp_path) -> None:
    items_ = [draw(CONV, level, seed) for level in (1, 2, 3) for seed in range(10)]
    made = [*items_, items.choice()]
    (tmp_path / "quiz.xml").write_text("".join(moodle.export(sheet(*made))), encoding="utf-8")
    found = moodle_xml_parser.parser.parse_file(str(tmp_path / "quiz.xml"))
    for item, question in zip(items_, found["cloze"], strict=True):
        right = [each.answer for gap in question.gaps for each in gap.options if each.score == 100]
        assert right == [f"{size}:0" for size in item.key]
        assert {gap.sub_type for gap in question.gaps} == {"NUMERICAL"}
    (choice,) = found["multichoice"]
    assert [each.score_fraction for each in choice.options] == [0, 100, 0, 0]
    assert choice.options[0].feedback == "<p>E why not a plain</p>"


def test_topics_are_categories_to_draw_from() -> None:
    made = [items.number(), items.choice(), items.number()]
    titles = {"some_number": items.both("a/b ]]> <i>")}
    text = "".join(moodle.export(Sheet([made], ("en",), "Quiz", titles=titles)))
    found = [
        each.findtext("category/text") or each.get("type") for each in ElementTree.fromstring(text)
    ]
    assert found == [
        "$course$/top/Quiz/E a//b ]]> <i>", "numerical", "numerical",
        "$course$/top/Quiz/some_choice", "multichoice",
    ]  # fmt: skip


def test_both_languages_stand_in_one_question() -> None:
    (question,) = questions(items.number("x"), languages=("ko", "en"))
    assert read(question.findtext("questiontext/text")) == "한 x E x"
    assert answers(question)["896"][1] == "맞습니다. Right."


def test_a_figure_is_a_picture_inside_the_text() -> None:
    (question,) = questions(items.grid(), draws=items.drawn)
    asked = question.findtext("questiontext/text")
    assert '<img src="data:image/svg+xml;base64,' in asked
    assert 'alt="en &quot;grid&quot; &lt;1 2; 3 4&gt;"' in asked
