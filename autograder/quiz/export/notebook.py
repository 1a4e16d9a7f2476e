"""A Jupyter notebook: questions with a cell to answer in, or with the key one that marks itself.

The questions of the second are those of `jupyterquiz`, written so that a glance does not tell the
answers; who wants to can read them, since nobody but the notebook marks it.

Source: nbformat, format 4.5.
"""

import base64
import json
from collections.abc import Iterator
from typing import Any

from autograder.quiz.export import jupyterquiz, markup
from autograder.quiz.export.markup import html_of
from autograder.quiz.export.sheet import Sheet
from autograder.quiz.item import Item

_SHOW = """\
import base64, json
from jupyterquiz import display_quiz

display_quiz(json.loads(base64.b64decode(
{data}
)))
"""
_LINE = 80  # characters of the questions' data


def export(sheet: Sheet) -> Iterator[str]:
    """Write the notebook."""
    cells = [_cell("title", "markdown", f"<h1>{html_of(sheet.title)}</h1>")]
    if sheet.with_key:
        cells.append(_cell("setup", "code", "%pip install --quiet jupyterquiz"))
    for number, item in enumerate(sheet.items(), start=1):
        cells += _marked(number, item, sheet) if sheet.with_key else _asked(number, item, sheet)
    notebook = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    yield json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _asked(number: int, item: Item, sheet: Sheet) -> list[dict[str, Any]]:
    """Return the cells of one item: what is asked, and room for the answer."""
    options = "".join(
        f"<li>{html_of(name)}) {markup.inline(text, sheet)}</li>"
        for name, text in item.options.items()
    )
    asked = f"### {number}\n\n{markup.stem(item, sheet)}"
    if options:
        asked += f'<ul style="list-style: none">{options}</ul>'
    return [
        _cell(f"question-{number}", "markdown", asked),
        _cell(f"answer-{number}", "code", f"answer_{number} = None"),
    ]


def _marked(number: int, item: Item, sheet: Sheet) -> list[dict[str, Any]]:
    """Return the cells of one item: the question that marks itself, and the worked solution."""
    data = json.dumps([jupyterquiz.question(item, sheet)])
    code = base64.b64encode(data.encode()).decode()
    lines = (f'    "{code[at : at + _LINE]}"' for at in range(0, len(code), _LINE))
    word = markup.inline(sheet.say("solution"), sheet)
    solution = f"<details><summary>{word}</summary>{markup.block(item.solution, sheet)}</details>"
    return [
        _cell(f"heading-{number}", "markdown", f"### {number}"),
        _cell(f"question-{number}", "code", _SHOW.format(data="\n".join(lines)), is_hidden=True),
        _cell(f"solution-{number}", "markdown", solution),
    ]


def _cell(ident: str, kind: str, source: str, *, is_hidden: bool = False) -> dict[str, Any]:
    metadata = {"tags": ["hide-input"], "jupyter": {"source_hidden": True}} if is_hidden else {}
    cell = {"cell_type": kind, "id": ident, "metadata": metadata}
    cell["source"] = source.rstrip("\n").splitlines(keepends=True)
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
