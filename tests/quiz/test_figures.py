"""Figures as SVG, as text and in words: whole, readable, and safe whatever is in them."""

import re
import xml.etree.ElementTree as ET
from itertools import product

import pytest

from autograder.model import Language
from autograder.quiz.document import document
from autograder.quiz.draw_svg import svg
from autograder.quiz.draw_text import lines
from autograder.quiz.drawing import draw
from autograder.quiz.figure import Figure, Grid, Grids, Volumes, to_fill
from autograder.quiz.figure_words import columns, description
from autograder.quiz.generators import TOPICS
from autograder.quiz.topics import topics

SVG = "{http://www.w3.org/2000/svg}"
PADDED = Grids((Grid(((1, -2), (3, 4.5)), "x", pad=1, window=(0, 1, 2, 2)), to_fill("out", 1, 2)))
NETWORK = Volumes((("", (3, 32, 32)), ("10 @ 3 × 5 × 5", (10, 28, 28)), ("flatten", None)))
LANGUAGES: tuple[Language, ...] = ("en", "ko")


def drawn(figure: Figure, language: Language = "en") -> ET.Element:
    return ET.fromstring(svg(figure, language))


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_text_shows_padding_window_and_what_is_to_be_found() -> None:
    assert lines(PADDED) == [
        "x                    out",
        "   ·[  ·   ·]  ·     ? ?",
        "   ·[  1  -2]  ·",
        "   ·   3 4.5   ·",
        "   ·   ·   ·   ·",
    ]


def test_text_does_without_the_dot() -> None:
    assert all(row.isascii() for row in lines(PADDED, padding="0"))


def test_text_puts_grids_below_each_other_where_they_do_not_fit() -> None:
    wide = Grid((tuple(range(10, 30)),), "x")
    assert lines(Grids((wide, wide)), width=80) == [
        *lines(Grids((wide,))),
        "",
        *lines(Grids((wide,))),
    ]


def test_text_draws_a_digit_in_ink() -> None:
    assert lines(Grids((Grid(((0, 3), (3, 0)), is_image=True),))) == [". #", "# ."]


def test_text_breaks_a_network_before_a_layer() -> None:
    assert lines(NETWORK) == ["[3 × 32 × 32] → 10 @ 3 × 5 × 5 → [10 × 28 × 28] → flatten → [?]"]
    broken = lines(NETWORK, width=40)
    assert broken[1].startswith("  → 10 @")
    assert all(columns(row) <= 40 for row in broken)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_say_all_that_a_grid_shows(language: Language) -> None:
    said = description(PADDED, language)
    assert "x" in said
    assert "1 -2; 3 4.5" in said
    assert {"en": "Rows 0 to 1 and columns 1 to 2", "ko": "0~1행, 1~2열"}[language] in said
    assert {"en": "to be found", "ko": "구할 값"}[language] in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_say_a_network_layer_by_layer(language: Language) -> None:
    first, second, third = description(NETWORK, language).splitlines()
    assert first == {"en": "Input: 3 × 32 × 32", "ko": "입력: 3 × 32 × 32"}[language]
    assert second == "10 @ 3 × 5 × 5: 10 × 28 × 28"
    assert third == {"en": "flatten: to be found", "ko": "평탄화: 구할 값"}[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", [PADDED, NETWORK])
def test_svg_says_to_screen_readers_what_it_shows(figure: Figure, language: Language) -> None:
    root = drawn(figure, language)
    assert root.get("role") == "img"
    assert root.get("lang") == language
    assert root[0].tag == f"{SVG}title"
    assert root[1].text == description(figure, language)


def test_svg_holds_every_number_and_dashes_what_is_not_given() -> None:
    root = drawn(PADDED)
    assert sorted(texts(root)) == sorted(["x", "out", "1", "-2", "3", "4.5", "?", "?", *"0" * 12])
    dashed = [rect for rect in root.iter(f"{SVG}rect") if rect.get("stroke-dasharray")]
    assert len(dashed) == 12 + 2  # the padding, and what is to be found


def test_svg_stays_within_its_view() -> None:
    """Blocks go to a new row, so that a long network can be read on a narrow page."""
    figure = Volumes((("", (3, 224, 224)), *((f"layer {n}", (64, 112, 112)) for n in range(9))))
    _, _, width, height = map(float, drawn(figure).get("viewBox", "").split())
    assert width <= 900
    assert height > 400


@pytest.mark.parametrize("figure", [PADDED, NETWORK])
def test_svg_brings_nothing_that_runs_or_loads(figure: Figure) -> None:
    for element in drawn(figure).iter():
        assert element.tag.removeprefix(SVG) in {
            "svg",
            "title",
            "desc",
            "rect",
            "g",
            "text",
            "path",
        }
        assert not {name for name in element.attrib if name.startswith("on")}
        assert not {"href", "style", "id", "class"} & set(element.attrib)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"&]]>', "\x1b[31m\x00\ud800가"])
def test_names_can_do_no_harm(name: str) -> None:
    for figure in (Grids((Grid(((1,),), name),)), Volumes((("", (1,)), (name, (2,))))):
        root = drawn(figure)
        assert "script" not in {element.tag for element in root.iter()}
        kept = "".join(sign for sign in name if sign not in "\x1b\x00\ud800")
        assert kept in texts(root)


@pytest.mark.parametrize("name", TOPICS)
def test_the_figures_of_items_fit_a_terminal_and_are_sound(name: str) -> None:
    topic = topics()[name]
    for level, seed in product(topic.levels, range(8)):
        figure = draw(topic, level, seed).figure
        if figure:
            assert all(columns(row) <= 80 for row in lines(figure))
            root, _ = drawn(figure, "ko"), drawn(figure, "en")
            if isinstance(figure, Volumes):
                # A Korean reader gets a network's layers in Korean.
                assert not re.search("[a-z]", "".join([*texts(root), *lines(figure, "ko")]))


def test_a_document_has_a_figure_where_it_is_wanted() -> None:
    item = draw(topics()["filter_map"], 1, 1)
    assert "figure" not in document(item, "en", with_key=False)
    asked = document(item, "ko", with_key=False, with_figure=True)
    assert ET.fromstring(asked["figure"]).get("lang") == "ko"
