"""A QTI 1.2 package for Canvas: a quiz whose every choice says what is behind it.

Canvas has feedback for a wrong answer only where answers are chosen from, so that numbers, shapes
and grids are too. Where there are several papers, each question is drawn from its variants.

Source: Canvas, lib/cc/qti/; IMS QTI 1.2 ASI binding.
"""

import io
import zipfile
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from autograder.course import Text
from autograder.quiz.export import canvas_package as package
from autograder.quiz.export import markup
from autograder.quiz.export.choices import Alternative, alternatives, is_many
from autograder.quiz.export.sheet import Sheet
from autograder.quiz.item import Item

_FIGURES = "figures"
_OTHER = "<other/>"


class _Choice(NamedTuple):
    ident: str
    alternative: Alternative


def export(sheet: Sheet) -> Iterator[bytes]:
    """Write the package: manifest, settings, questions, and figures as files."""
    groups = sheet.variants()
    figures = {
        f"{_FIGURES}/{name}": drawn.svg
        for group in groups
        for item in group
        for name, drawn in zip(_figure_names(item, sheet), sheet.pictures(item), strict=True)
    }
    files = {
        "imsmanifest.xml": package.manifest(sheet.title, list(figures)),
        package.SETTINGS: package.settings(sheet.title, len(groups)),
        package.QUESTIONS: _assessment(groups, sheet),
        **figures,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980: the same items give the same file
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    yield buffer.getvalue()


def _assessment(groups: list[list[Item]], sheet: Sheet) -> str:
    sections = []
    for number, group in enumerate(groups, start=1):
        items = "".join(question(item, sheet) for item in group)
        if len(group) > 1:
            items = package.group(f"group_{number}", sheet.topic_title(group[0]), items)
        sections.append(items)
    return package.assessment(sheet.title, "".join(sections))


def question(item: Item, sheet: Sheet) -> str:
    """Write one item as a question."""
    many = is_many(item)
    found = [_Choice(f"{item.id}_{n}", each) for n, each in enumerate(alternatives(item), start=1)]
    kind = "multiple_answers_question" if many else "multiple_choice_question"
    return "".join(
        (
            f'<item ident="{item.id}" title="{escape(sheet.topic_title(item))}">',
            package.fields(
                question_type=kind,
                points_possible="1.0",
                original_answer_ids=",".join(each.ident for each in found),
                assessment_question_identifierref=f"{item.id}_question",
            ),
            _presentation(item, found, sheet),
            _processing(found, many=many),
            *(_feedback(f"{each.ident}_fb", each.alternative.explanation, sheet) for each in found),
            _feedback("general_fb", item.solution, sheet),
            "</item>\n",
        )
    )


def _presentation(item: Item, found: list[_Choice], sheet: Sheet) -> str:
    labels = "".join(
        f'<response_label ident="{each.ident}">'
        f"{_material(markup.inline(each.alternative.text, sheet))}</response_label>"
        for each in found
    )
    cardinality = "Multiple" if is_many(item) else "Single"
    return (
        f"<presentation>{_material(_stem(item, sheet))}"
        f'<response_lid ident="response1" rcardinality="{cardinality}">'
        f"<render_choice>{labels}</render_choice></response_lid></presentation>"
    )


def _stem(item: Item, sheet: Sheet) -> str:
    """Write what is asked; Canvas takes pictures only from files of the package."""
    images = (
        markup.image(f"%24IMS-CC-FILEBASE%24/{_FIGURES}/{name}", drawn)
        for name, drawn in zip(_figure_names(item, sheet), sheet.pictures(item), strict=True)
    )
    return markup.block(item.stem, sheet) + "".join(images)


def _figure_names(item: Item, sheet: Sheet) -> list[str]:
    return [f"{item.id}-{number}.svg" for number in range(1, len(sheet.pictures(item)) + 1)]


def _processing(found: list[_Choice], *, many: bool) -> str:
    conditions = [_condition(_OTHER, "general_fb")]
    conditions += [
        _condition(_equal(each), f"{each.ident}_fb")
        for each in found
        if each.alternative.explanation
    ]
    right = [_equal(each) for each in found if each.alternative.is_right]
    if many:
        wrong = [f"<not>{_equal(each)}</not>" for each in found if not each.alternative.is_right]
        right = [f"<and>{''.join(right + wrong)}</and>"]
    score = '<setvar action="Set" varname="SCORE">100</setvar>'
    conditions.append(
        f'<respcondition continue="No"><conditionvar>{"".join(right)}</conditionvar>{score}'
        "</respcondition>"
    )
    outcome = '<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/>'
    return f"<resprocessing><outcomes>{outcome}</outcomes>{''.join(conditions)}</resprocessing>"


def _equal(choice: _Choice) -> str:
    return f'<varequal respident="response1">{choice.ident}</varequal>'


def _condition(what: str, feedback: str) -> str:
    return (
        f'<respcondition continue="Yes"><conditionvar>{what}</conditionvar>'
        f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/></respcondition>'
    )


def _feedback(ident: str, text: Text | None, sheet: Sheet) -> str:
    if text is None:
        return ""
    material = _material(markup.block(text, sheet))
    return f'<itemfeedback ident="{ident}"><flow_mat>{material}</flow_mat></itemfeedback>'


def _material(html: str) -> str:
    return f'<material><mattext texttype="text/html">{escape(html)}</mattext></material>'
