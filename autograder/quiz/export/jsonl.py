"""JSON lines: each item as the document that `grade quiz ask --json` prints, one a line."""

import json
from collections.abc import Iterator

from autograder.quiz.document import document
from autograder.quiz.export.sheet import Sheet


def export(sheet: Sheet) -> Iterator[str]:
    """Write every item once in each language, as soon as it is drawn."""
    for item in sheet.items():
        for language in sheet.languages:
            told = document(item, language, with_key=sheet.with_key)
            yield json.dumps(told, ensure_ascii=False) + "\n"
