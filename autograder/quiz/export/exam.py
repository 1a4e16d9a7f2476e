"""A printable exam: a page of HTML for each variant, and the key on pages of its own."""

from collections.abc import Iterator
from html import escape
from importlib import resources

from autograder.quiz.export import markup
from autograder.quiz.export.choices import value_text
from autograder.quiz.export.markup import html_of
from autograder.quiz.export.sheet import Sheet, letters
from autograder.quiz.item import Item

# Nothing is fetched and nothing runs, whatever an item's text might hold.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def export(sheet: Sheet) -> Iterator[str]:
    """Write the papers, and with the key the pages of the key behind them."""
    yield _head(sheet, sheet.title)
    papers = [list(paper) for paper in sheet.papers]
    yield from _papers(papers, sheet)
    if sheet.with_key:
        yield from _keys(papers, sheet)
    yield "</body>\n</html>\n"


def key(sheet: Sheet) -> Iterator[str]:
    """Write the key alone."""
    yield _head(sheet, f"{sheet.title}: {sheet.plain(sheet.say('key'))}")
    yield from _keys([list(paper) for paper in sheet.papers], sheet)
    yield "</body>\n</html>\n"


def _head(sheet: Sheet, title: str) -> str:
    style = resources.files(__package__).joinpath("exam.css").read_text(encoding="utf-8")
    return f"""<!DOCTYPE html>
<html lang="{sheet.languages[0]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>
{style}</style>
</head>
<body>
"""


def _papers(papers: list[list[Item]], sheet: Sheet) -> Iterator[str]:
    name_of, number_of = (markup.inline(sheet.say(key), sheet) for key in ("name", "student"))
    for letter, paper in zip(letters(len(papers)), papers, strict=True):
        variant = markup.inline(sheet.say("variant", letter=letter), sheet)
        title = html_of(sheet.title) + (f" <small>{variant}</small>" if len(papers) > 1 else "")
        yield f'<section class="paper">\n<h1>{title}</h1>\n'
        yield f'<p class="who">{name_of} <i></i> {number_of} <i></i></p>\n<ol>\n'
        for item in paper:
            yield f"<li>{markup.stem(item, sheet)}{_room(item, sheet)}</li>\n"
        yield "</ol>\n</section>\n"


def _room(item: Item, sheet: Sheet) -> str:
    """Leave room for the answer."""
    if item.options:
        hint = markup.block(sheet.say("all_that_apply"), sheet) if item.kind == "multi" else ""
        options = "".join(
            f"<li><i></i> {html_of(name)}) {markup.inline(text, sheet)}</li>"
            for name, text in item.options.items()
        )
        return f'{hint}<ul class="options">{options}</ul>'
    if item.kind in ("shape", "grid"):
        empty = [[""] * len(row) for row in markup.cells(item.key)]
        return f'<div class="room">{markup.grid(item, empty, sheet)}</div>'
    return f'<p class="room">{markup.inline(sheet.say("answer"), sheet)} <i></i></p>'


def _keys(papers: list[list[Item]], sheet: Sheet) -> Iterator[str]:
    for letter, paper in zip(letters(len(papers)), papers, strict=True):
        title = sheet.say("key_of", letter=letter) if len(papers) > 1 else sheet.say("key")
        yield f'<section class="key">\n<h1>{markup.inline(title, sheet)}</h1>\n<ol>\n'
        for item in paper:
            yield _answered(item, sheet)
        yield "</ol>\n</section>\n"


def _answered(item: Item, sheet: Sheet) -> str:
    """Write the key of one item, how it comes about, and what wrong answers show."""
    ideas = "".join(
        f"<dt>{markup.inline(value_text(each.value, item), sheet)}</dt>"
        f"<dd>{markup.block(each.explanation, sheet)}</dd>"
        for each in item.wrong
    )
    wrong = markup.block(sheet.say("wrong"), sheet)
    return (
        f"<li><p><strong>{markup.inline(value_text(item.key, item), sheet)}</strong>"
        f" <small>{item.id}</small></p>{markup.block(item.solution, sheet)}"
        + (f"{wrong}<dl>{ideas}</dl>" if ideas else "")
        + "</li>\n"
    )
