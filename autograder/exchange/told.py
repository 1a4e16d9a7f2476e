"""Tell a check in plain lines, for formats that have one text for it."""

from collections.abc import Iterator

from autograder import words
from autograder.characters import safe, safe_lines
from autograder.model import Language, Outcome, ReportedCheck


def told(check: ReportedCheck, language: Language) -> str:
    """Return what is known about a failed check; nothing for one that passed.

    Args:
        check: as its reader may see it: what the feedback policy hides is not in it.
        language: of the labels.
    """
    if check.outcome is Outcome.PASSED:
        return ""
    lines = safe_lines(check.message or "") or [outcome(check, language)]
    for label, text in _parts(check):
        lines += _labelled(words.say("cli", f"label.{label}", language), text)
    return "\n".join(lines)


def outcome(check: ReportedCheck, language: Language) -> str:
    """Return a check's outcome in words."""
    return words.say("cli", f"outcome.{check.outcome}", language)


def _parts(check: ReportedCheck) -> Iterator[tuple[str, str]]:
    case = check.counterexample
    if case:
        yield "called", case.call
        yield "expected", case.expected or ""
        yield "got", case.got or ""
    for place in check.trace:
        yield "at", f"{safe(place.file)}:{place.line}  {place.text.strip()}"
    for idea in check.ideas:
        yield "idea", idea
    yield "hint", check.hint or ""
    yield "printed", check.printed or ""


def _labelled(label: str, text: str) -> Iterator[str]:
    for number, line in enumerate(safe_lines(text)):
        yield f"{'' if number else label:<10}{line}"
