"""Names of students, which come from outside."""

import unicodedata

from autograder.errors import UsageError

MAX_NAME_CHARACTERS = 255
# Control, format (text direction), surrogate, line and paragraph separator.
_REFUSED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def clean_name(name: str) -> str:
    """Return a student's name in the one form that the records know.

    Composed (NFC), because a Mac spells Hangul in file names decomposed, and one
    student would become two.

    Raises:
        UsageError: it is empty or too long, or holds control characters.
    """
    composed = unicodedata.normalize("NFC", name).strip(" ")
    if not 1 <= len(composed) <= MAX_NAME_CHARACTERS or any(map(_is_refused, composed)):
        raise UsageError("bad-student-name", name=_shown(composed), limit=MAX_NAME_CHARACTERS)
    return composed


def _is_refused(character: str) -> bool:
    return unicodedata.category(character) in _REFUSED


def _shown(name: str) -> str:
    """Cut a refused name to what an error may print."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_refused(c) else c for c in name[:40])
