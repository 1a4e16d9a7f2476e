"""A shape, a grid or a table as a cloze text of Moodle, with a field for each number.

Source: Moodle, question/type/multianswer/questiontype.php: the grammar of fields. What follows `#`
is decoded once more when it is read, so that it is written as HTML of HTML; signs that end it
(`~`, `}`) are references there, and the only backslashes of the grammar are never needed.
"""

import html

from autograder.course import Text
from autograder.quiz.export import markup
from autograder.quiz.export.choices import told
from autograder.quiz.export.sheet import Sheet
from autograder.quiz.item import Item

_MOST = 2  # explanations of one wrong number


def text(item: Item, sheet: Sheet) -> str:
    """Write what is asked, and fields in a table to be filled in."""
    keys = markup.cells(item.key)
    fields = [
        [_field(item, row, column, sheet) for column in range(len(keys[row]))]
        for row in range(len(keys))
    ]
    return markup.stem(item, sheet) + markup.grid(item, fields, sheet)


def _field(item: Item, row: int, column: int, sheet: Sheet) -> str:
    """Write one field: the number of the key, and what wrong ideas would have there."""
    key = markup.cells(item.key)
    wanted = key[row][column]
    ideas: dict[str, list[Text]] = {}
    for wrong in item.wrong:
        found = markup.cells(wrong.value)
        if list(map(len, found)) == list(map(len, key)) and found[row][column] != wanted:
            ideas.setdefault(found[row][column], []).append(wrong.explanation)
    parts = [f"={wanted}:0#{_feedback([told('marked.right')], sheet)}"]
    parts += [f"%0%{value}:0#{_feedback(texts, sheet)}" for value, texts in ideas.items()]
    return f"{{1:NUMERICAL:{'~'.join(parts)}}}"


def _feedback(texts: list[Text], sheet: Sheet) -> str:
    """Write what is said to a number, as HTML of HTML."""
    shown = [markup.block(each, sheet) for each in texts[:_MOST]]
    if len(shown) > 1:
        shown.insert(0, markup.block(sheet.say("either"), sheet))
    return html.escape("".join(shown))
