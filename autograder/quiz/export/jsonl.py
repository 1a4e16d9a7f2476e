"""JSON lines: each item as the document that `grade quiz ask --json` prints, one a line."""

import json
import re
from collections.abc import Iterator

from autograder.quiz.document import document
from autograder.quiz.export.sheet import Sheet

# What could steer a terminal that shows the file, or turn the direction of writing.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def export(sheet: Sheet) -> Iterator[str]:
    """Write every item once in each language, as soon as it is drawn."""
    for item in sheet.items():
        for language in sheet.languages:
            told = document(item, language, with_key=sheet.with_key)
            line = json.dumps(told, ensure_ascii=False)
            yield _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line) + "\n"
