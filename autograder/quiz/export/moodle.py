"""Moodle XML: a category for each topic, from which a quiz draws at random.

A number is a numerical question with feedback for each wrong idea; a shape, a grid or a table is a
cloze text with a field for each number; options are multiple choice.

Source: Moodle, question/format/xml/format.php; docs.moodle.org "Moodle XML format".
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from autograder.quiz.export import cloze, markup
from autograder.quiz.export.choices import alternatives, is_many, plain_value, told
from autograder.quiz.export.sheet import Sheet
from autograder.quiz.item import Item

_TYPES = {"number": "numerical", "shape": "cloze", "grid": "cloze"}


def export(sheet: Sheet) -> Iterator[str]:
    """Write every item as a question, topic by topic."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    for _, topic in groupby(_by_topic(sheet), key=lambda item: item.topic):
        first, *others = topic
        yield _category(sheet, first)
        for item in (first, *others):
            yield question(item, sheet)
    yield "</quiz>\n"


def _by_topic(sheet: Sheet) -> list[Item]:
    items = list(sheet.items())
    order = list(dict.fromkeys(item.topic for item in items))
    return sorted(items, key=lambda item: order.index(item.topic))


def _category(sheet: Sheet, item: Item) -> str:
    # A slash ends a category's name; two stand for one.
    path = "/".join(name.replace("/", "//") for name in (sheet.title, sheet.topic_title(item)))
    category = f"<category>{_text('$course$/top/' + path)}</category>"
    return f'<question type="category">{category}</question>\n'


def question(item: Item, sheet: Sheet) -> str:
    """Write one item as a question."""
    kind = _TYPES.get(item.kind, "multichoice")
    asked = cloze.text(item, sheet) if kind == "cloze" else markup.stem(item, sheet)
    solution = markup.block(item.solution, sheet)
    tags = "".join(f"<tag>{_text(tag)}</tag>" for tag in (item.topic, f"level {item.level}"))
    parts = [
        f"<name>{_text(sheet.name(item))}</name>",
        f'<questiontext format="html">{_html(asked)}</questiontext>',
        f'<generalfeedback format="html">{_html(solution)}</generalfeedback>',
        *(() if kind == "cloze" else ("<defaultgrade>1</defaultgrade>",)),
        "<penalty>0.3333333</penalty>",
        "<hidden>0</hidden>",
        f"<idnumber>{item.id}</idnumber>",
    ]
    if kind == "numerical":
        parts += _numerical(item, sheet)
    elif kind == "multichoice":
        parts += _choices(item, sheet)
    inner = "\n  ".join([*parts, f"<tags>{tags}</tags>"])
    return f'<question type="{kind}">\n  {inner}\n</question>\n'


def _numerical(item: Item, sheet: Sheet) -> Iterator[str]:
    """Yield the key, each wrong value with its explanation, and everything else."""
    answers = [(100, plain_value(item.key), told("marked.right"))]
    answers += [(0, plain_value(each.value), each.explanation) for each in item.wrong]
    answers.append((0, "*", told("marked.unknown")))
    for fraction, value, feedback in answers:
        yield _answer(fraction, value, markup.block(feedback, sheet), is_number=True)
    yield "<unitgradingtype>0</unitgradingtype>"
    yield "<showunits>3</showunits>"


def _choices(item: Item, sheet: Sheet) -> Iterator[str]:
    found = alternatives(item)
    right = sum(each.is_right for each in found)
    is_single = not is_many(item)
    yield f"<single>{str(is_single).lower()}</single>"
    yield "<shuffleanswers>true</shuffleanswers>"
    yield "<answernumbering>abc</answernumbering>"
    for each in found:
        fraction = 100 / right if each.is_right else 0.0
        if not is_single and not each.is_right:
            fraction = -100 / (len(found) - right)  # to take them all is worth nothing
        feedback = markup.block(each.explanation, sheet) if each.explanation else ""
        yield _answer(fraction, markup.inline(each.text, sheet), feedback)


def _answer(fraction: float, text: str, feedback: str, *, is_number: bool = False) -> str:
    form = "moodle_auto_format" if is_number else "html"
    inner = f'{_html(text)}<feedback format="html">{_html(feedback)}</feedback>'
    inner += "<tolerance>0</tolerance>" if is_number else ""
    return f'<answer fraction="{plain_value(round(fraction, 5))}" format="{form}">{inner}</answer>'


def _text(text: str) -> str:
    return f"<text>{escape(text)}</text>"


def _html(text: str) -> str:
    """Put HTML into CDATA, which `]]>` would end."""
    return f"<text><![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]></text>"
