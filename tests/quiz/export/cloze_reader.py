"""Read the fields of a cloze text as Moodle does.

Its grammar as question/type/multianswer/questiontype.php of Moodle 4 states it: what is between
`{1:NUMERICAL:` and `}` are alternatives between `~`, each a fraction, an answer and, behind `#`,
feedback that is decoded once; `\\#` and `\\}` are signs.
"""

import html
import re
from typing import NamedTuple

_ANSWER = r".+?(?<![\\&])(?=[~#}]|$)"
_FEEDBACK = r".*?(?<!\\)(?=[~}]|$)"
_ALTERNATIVE = rf"(=|%(-?[0-9]+(?:[.,][0-9]*)?)%)?({_ANSWER})(?:#({_FEEDBACK}))?"
_FIELD = re.compile(
    r"\{([0-9]*):(NUMERICAL|NM|MULTICHOICE|MC|SHORTANSWER|SA|MW):"
    rf"({_ALTERNATIVE}(?:~{_ALTERNATIVE})*)\}}",
    re.DOTALL,
)
_ONE = re.compile(rf"~?{_ALTERNATIVE}", re.DOTALL)
_NUMBER = re.compile(r"(-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?)(?::(.*))?")


class Field(NamedTuple):
    kind: str
    answers: dict[str, tuple[float, str]]  # fraction and feedback by number


def fields(text: str) -> tuple[str, list[Field]]:
    """The text with a mark for each field, and the fields."""
    found = []
    for match in _FIELD.finditer(text):
        answers = {}
        rest = match[3]
        while rest and (one := _ONE.match(rest)):
            fraction = 1.0 if one[1] == "=" else float(one[2] or 0) / 100
            number = _NUMBER.fullmatch(one[3])
            assert number, one[3]
            assert number[2] == "0"  # the tolerance
            feedback = html.unescape(one[4] or "").replace(r"\}", "}").replace(r"\#", "#")
            answers[number[1]] = (fraction, feedback)
            rest = rest[one.end() :]
        found.append(Field(match[2], answers))
    return _FIELD.sub("[field]", text), found
