"""Markdown, read back by a parser of CommonMark."""

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from autograder.quiz.export import Sheet, markdown
from autograder.quiz.export.sheet import said
from tests.quiz.export import items
from tests.quiz.export.items import NASTY, STARTS, flat, sheet

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"root", "heading", "paragraph", "inline", "text", "hardbreak", "bullet_list", "list_item",
        "strong", "table", "thead", "tbody", "tr", "th", "td", "image"}  # fmt: skip


def blocks(text: str) -> list[str]:
    """The texts of headings, paragraphs and cells in their order; nothing but these is there."""
    tree = SyntaxTreeNode(PARSER.parse(text))
    assert {node.type for node in tree.walk()} <= OURS
    return [_text(node) for node in tree.walk() if node.type == "inline"]


def _text(node: SyntaxTreeNode) -> str:
    parts = ("\n" if each.type == "hardbreak" else each.content for each in node.walk())
    return flat("".join(part for each, part in zip(node.walk(), parts, strict=True)
                        if each.type in ("text", "hardbreak")))  # fmt: skip


def written(*made, **options) -> str:
    return "".join(markdown.export(sheet(*made, **options)))


@given(items.texts)
def test_every_text_survives(text: str) -> None:
    for item in items.every(text):
        found = blocks(written(item, title=flat(f"Q {text}")))
        assert found[:3] == [flat(f"Q {text}"), "1", flat(said(item.stem, "en"))]
        assert flat(said(item.solution, "en")) in found


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_the_key_stands_at_the_end_with_what_is_behind_wrong_answers(text: str) -> None:
    found = blocks(written(items.number(text), items.choice(text)))
    assert found[found.index("Key") :][:3] == ["Key", "1", "896 (some_number-v1-l1-7)"]
    assert flat(f"105,705,600: E because 2 {text}") in found
    assert flat(f"E {text} a: E why not a {text}") in found


def test_without_the_key_nothing_tells_it() -> None:
    text = written(*items.every(), with_key=False)
    assert "Key" not in text
    assert "because" not in text
    assert "896" not in text


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_a_table_is_there_to_be_filled_in(text: str) -> None:
    found = blocks(written(items.grid(text), with_key=False))
    cells = [
        "",
        f"E height {text}",
        f"E width {text}",
        f"E conv {text}",
        "",
        "",
        f"E pool {text}",
        "",
        "",
    ]
    assert found[3:] == [flat(cell) for cell in cells]


def test_variants_have_names() -> None:
    papers = [[items.number()], [items.number()]]
    found = blocks("".join(markdown.export(Sheet(papers, ("ko",), "시험", with_key=True))))
    assert [each for each in found if "형" in each] == [
        "A형", "B형", "A형 정답과 풀이", "B형 정답과 풀이",
    ]  # fmt: skip


def test_a_figure_is_drawn_in_characters() -> None:
    tree = SyntaxTreeNode(PARSER.parse(written(items.grid(), draws=items.drawn)))
    (figure,) = (node for node in tree.walk() if node.type == "fence")
    assert figure.content == "1 2\n```\n  <3> *4*\n"
