"""The questions of `jupyterquiz`, a widget for Jupyter notebooks: numbers are typed in.

Its pages read every text as HTML. The file is plain ASCII, since the widget opens it in whatever
encoding the system prefers.

Source: github.com/jmshea/jupyterquiz, README and schema/.
"""

import json
from collections.abc import Iterator
from typing import Any

from autograder.course import Text
from autograder.quiz.export import markup
from autograder.quiz.export.choices import alternatives, is_many, told
from autograder.quiz.export.sheet import Sheet
from autograder.quiz.item import Item


def export(sheet: Sheet) -> Iterator[str]:
    """Write every item as an entry of one list."""
    yield json.dumps([question(item, sheet) for item in sheet.items()], indent=1) + "\n"


def question(item: Item, sheet: Sheet) -> dict[str, Any]:
    """Return one item as the widget wants it."""
    asked = markup.stem(item, sheet)
    if item.kind == "number":
        return {"question": asked, "type": "numeric", "answers": _numbers(item, sheet)}
    answers = []
    for each in alternatives(item):
        answer = {"answer": markup.inline(each.text, sheet), "correct": each.is_right}
        answers.append(answer | _feedback(each.explanation, sheet))
    kind = "many_choice" if is_many(item) else "multiple_choice"
    return {"question": asked, "type": kind, "answers": answers}


def _numbers(item: Item, sheet: Sheet) -> list[dict[str, Any]]:
    right = {"value": item.key, "correct": True} | _feedback(told("marked.right"), sheet)
    wrong = [
        {"value": each.value, "correct": False} | _feedback(each.explanation, sheet)
        for each in item.wrong
    ]
    return [right, *wrong, {"type": "default"} | _feedback(told("marked.unknown"), sheet)]


def _feedback(text: Text | None, sheet: Sheet) -> dict[str, Any]:
    return {"feedback": markup.block(text, sheet)} if text else {}
