r"""GIFT, the text format of Moodle and others: numbers are typed in, all else is chosen.

Source: Moodle, question/format/gift/format.php. `\` before `~ = # { } :` and itself takes their
meaning; a blank line ends a question, so that each is without one.
"""

from collections.abc import Iterator

from autograder.course import Text
from autograder.quiz.export import markup
from autograder.quiz.export.choices import Alternative, alternatives, is_many, plain_value, told
from autograder.quiz.export.sheet import Sheet
from autograder.quiz.item import Item

_SIGNS = str.maketrans({sign: "\\" + sign for sign in "\\~=#{}:"})


def export(sheet: Sheet) -> Iterator[str]:
    """Write every item as a question."""
    for item in sheet.items():
        asked = escaped(markup.stem(item, sheet))
        answers = "\n".join(_answers(item, sheet))
        solution = escaped(markup.block(item.solution, sheet))
        yield f"::{escaped(sheet.name(item))}::[html]{asked}{{{answers}\n####{solution}\n}}\n\n"


def escaped(text: str) -> str:
    """Write a text, or HTML, so that nothing in it means anything to GIFT."""
    return text.translate(_SIGNS)


def _answers(item: Item, sheet: Sheet) -> Iterator[str]:
    if item.kind == "number":
        yield "#"
        yield f"={plain_value(item.key)}:0{_feedback(told('marked.right'), sheet)}"
        for wrong in item.wrong:
            yield f"=%0%{plain_value(wrong.value)}:0{_feedback(wrong.explanation, sheet)}"
        yield f"~{_feedback(told('marked.unknown'), sheet)}"
        return
    yield ""
    found = alternatives(item)
    for each in found:
        weight = _weight(each, found) if is_many(item) else "=" if each.is_right else "~"
        yield weight + _text(each.text, sheet) + _feedback(each.explanation, sheet)


def _weight(each: Alternative, found: list[Alternative]) -> str:
    """Return the share of an option: to take them all is worth nothing."""
    right = sum(each.is_right for each in found)
    share = 100 / right if each.is_right else -100 / (len(found) - right)
    return f"~%{plain_value(round(share, 5))}%"


def _text(text: Text, sheet: Sheet) -> str:
    # A share in percent at the beginning would be taken for the answer's weight.
    return escaped(markup.inline(text, sheet).replace("%", "&#37;"))


def _feedback(text: Text | None, sheet: Sheet) -> str:
    return f"#{escaped(markup.block(text, sheet))}" if text else ""
