"""Markdown that every reader of CommonMark shows as it was meant; tables are GitHub's.

Source: spec.commonmark.org 0.31, backslash escapes, hard line breaks.
"""

import re
from collections.abc import Iterable, Iterator

from autograder.course import Text
from autograder.quiz.export import markup
from autograder.quiz.export.choices import value_text
from autograder.quiz.export.sheet import Sheet, letters, said
from autograder.quiz.item import Item

_MEANT = re.compile(r"[\\`*_\[\]<>&#~|$^{}!]")
_AT_START = re.compile(r"^(?:(\d{1,9})(?=[.)])|(?=[+=:-]))")


def export(sheet: Sheet) -> Iterator[str]:
    """Write every paper, and with the key the answers of all behind them."""
    papers = [list(paper) for paper in sheet.papers]
    yield f"# {escaped(sheet.title)}\n\n"
    for letter, paper in zip(letters(len(papers)), papers, strict=True):
        if len(papers) > 1:
            yield f"## {_line(sheet.say('variant', letter=letter), sheet)}\n\n"
        for number, item in enumerate(paper, start=1):
            yield f"### {number}\n\n{_asked(item, sheet)}"
    if sheet.with_key:
        for letter, paper in zip(letters(len(papers)), papers, strict=True):
            yield f"## {_line(_key_title(letter, papers, sheet), sheet)}\n\n"
            for number, item in enumerate(paper, start=1):
                yield f"### {number}\n\n{_answered(item, sheet)}"


def escaped(text: str, indent: str = "") -> str:
    """Write a text so that nothing in it means anything to Markdown; its lines stay lines."""
    lines = (line.strip() for line in text.split("\n"))
    return f"\\\n{indent}".join(_escaped_line(line) for line in lines if line)


def _escaped_line(line: str) -> str:
    line = _MEANT.sub(r"\\\g<0>", line)
    start = _AT_START.match(line)
    if start is None:
        return line
    return f"{start[1] or ''}\\{line[start.end() :]}"


def _key_title(letter: str, papers: list[list[Item]], sheet: Sheet) -> Text:
    return sheet.say("key_of", letter=letter) if len(papers) > 1 else sheet.say("key")


def _asked(item: Item, sheet: Sheet) -> str:
    parts = [*_paragraphs(item.stem, sheet)]
    parts += [_fenced(drawn.lines) for drawn in sheet.pictures(item)]
    if item.options:
        if item.kind == "multi":
            parts += _paragraphs(sheet.say("all_that_apply"), sheet)
        parts.append(
            _list(f"{escaped(name)}) {_line(text, sheet)}" for name, text in item.options.items())
        )
    elif item.kind == "grid" and item.labels:
        parts.append(_table(item, sheet))
    return "\n\n".join(parts) + "\n\n"


def _answered(item: Item, sheet: Sheet) -> str:
    parts = [f"**{_line(value_text(item.key, item), sheet)}** ({escaped(item.id)})"]
    parts += _paragraphs(item.solution, sheet)
    ideas = [
        f"{_line(value_text(each.value, item), sheet)}: {_line(each.explanation, sheet)}"
        for each in item.wrong
    ]
    if ideas:
        parts += [*_paragraphs(sheet.say("wrong"), sheet), _list(ideas)]
    return "\n\n".join(parts) + "\n\n"


def _paragraphs(text: Text, sheet: Sheet) -> list[str]:
    told = dict.fromkeys(said(text, language) for language in sheet.languages)
    return [escaped(each) for each in told]


def _line(text: Text, sheet: Sheet) -> str:
    return escaped(sheet.plain(text))


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _fenced(lines: list[str]) -> str:
    """Show a figure in characters: most readers of Markdown refuse pictures inside the text."""
    text = "\n".join(lines)
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}text\n{text}\n{fence}"


def _table(item: Item, sheet: Sheet) -> str:
    """Write an empty table to be filled in."""
    rows, columns = markup.labels(item)
    names = ["", *(_line(name, sheet) for name in columns)]
    lines = [names, ["---"] * len(names)]
    lines += [[_line(row, sheet), *([""] * len(columns))] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
