r"""Texts as HTML that nothing reads as anything but text: no tags, no formulas, no links.

Moodle, Canvas and Jupyter all take HTML and then look into it for TeX between `$` or `\(`, and
Jupyter's quizzes for links between brackets. Nothing that an item says is meant so.
"""

import base64
import html
from collections.abc import Iterable

from autograder.course import Text
from autograder.quiz.export.choices import plain_value
from autograder.quiz.export.sheet import Drawn, Sheet, said
from autograder.quiz.item import Item

# A sign alone in its element stands beside no other, so that no pair is found. `[` begins a link,
# or the format of a text in GIFT; `{` a field of a cloze text.
_SIGNS = {"\\": "<span>&#92;</span>", "$": "<span>&#36;</span>", "\n": "<br>"}
_SIGNS |= {"[": "&#91;", "{": "&#123;", "}": "&#125;", "~": "&#126;"}
_TABLE = str.maketrans(_SIGNS)


def html_of(text: str) -> str:
    """Write a text as HTML."""
    return html.escape(text).translate(_TABLE)


def inline(text: Text, sheet: Sheet) -> str:
    """Write a short text as HTML, in both languages where there are two."""
    told = {language: html_of(said(text, language)) for language in sheet.languages}
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return " / ".join(f'<span lang="{name}">{each}</span>' for name, each in told.items())


def block(text: Text, sheet: Sheet) -> str:
    """Write a text of sentences as paragraphs, one for each language."""
    told = {language: html_of(said(text, language)) for language in sheet.languages}
    if len(set(told.values())) == 1:
        return f"<p>{next(iter(told.values()))}</p>"
    return "".join(f'<p lang="{name}">{each}</p>' for name, each in told.items())


def stem(item: Item, sheet: Sheet) -> str:
    """Write what is asked, and its figure as a picture inside the text."""
    images = (
        image("data:image/svg+xml;base64," + base64.b64encode(each.svg.encode()).decode(), each)
        for each in sheet.pictures(item)
    )
    return block(item.stem, sheet) + "".join(images)


def image(source: str, drawn: Drawn) -> str:
    """Write a picture that lies somewhere."""
    return f'<p><img src="{source}" alt="{html_of(drawn.description)}"></p>'


def grid(item: Item, cells: Iterable[Iterable[str]], sheet: Sheet) -> str:
    """Write a grid as a table, with the names of its rows and columns where it has any.

    Args:
        item: whose key is a grid, or a shape as one row.
        cells: the content of each, as HTML.
        sheet: says in which languages.
    """
    rows, columns = labels(item)
    lines = []
    if columns:
        corner = "<td></td>" if rows else ""
        names = "".join(f'<th scope="col">{inline(name, sheet)}</th>' for name in columns)
        lines.append(f"<tr>{corner}{names}</tr>")
    for number, row in enumerate(cells):
        name = f'<th scope="row">{inline(rows[number], sheet)}</th>' if rows else ""
        lines.append(f"<tr>{name}{''.join(f'<td>{cell}</td>' for cell in row)}</tr>")
    return f"<table><tbody>{''.join(lines)}</tbody></table>"


def labels(item: Item) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """Return the names of rows and of columns; a shape's sizes are columns."""
    if item.kind == "shape":
        return (), item.labels[0] if item.labels else ()
    rows, columns, *_ = (*item.labels, (), ())
    return rows, columns


def cells(value: object) -> list[list[str]]:
    """Return the numbers of a grid, or of a shape as one row, as they are typed."""
    assert isinstance(value, tuple)
    rows = value if value and isinstance(value[0], tuple) else (value,)
    return [[plain_value(cell) for cell in row] for row in rows]
