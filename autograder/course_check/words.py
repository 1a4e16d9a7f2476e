"""The words of an assignment: two languages, handouts with their anchors and figures."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.course import ASSIGNMENT_FILE, Assignment, Text
from autograder.course_check.faults import Fault, found
from autograder.model import Language

_LETTERS: Mapping[Language, str] = {"en": "[A-Za-z]", "ko": "[가-힣]"}
_FIGURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)[^)]*\)|<img[^>]+src=[\"']([^\"']+)")
_ELSEWHERE = re.compile(r"^[a-z]+:|^//")
_LANGUAGES: tuple[Language, ...] = ("en", "ko")


def speaks(text: str, language: Language) -> bool:
    """Whether a text has letters of a language."""
    return bool(re.search(_LETTERS[language], text))


def text_faults(assignment: Assignment) -> Iterator[Fault]:
    """Hold that the texts of `assignment.yaml` are in their languages."""
    texts: list[tuple[str, Text]] = [("title", assignment.title)]
    for at, task in enumerate(assignment.tasks):
        texts += [(f"tasks.{at}.title", task.title), (f"tasks.{at}.hint", task.hint)]
    for place, text in texts:
        for language in _LANGUAGES:
            if not speaks(text.in_(language), language):
                yield wrong_language(
                    assignment.folder / ASSIGNMENT_FILE,
                    f"{place}.{language}",
                    text.in_(language),
                    language,
                )


def wrong_language(file: Path, place: str, text: str, language: Language) -> Fault:
    """Return the fault of a text without a letter of its language."""
    return found(file, place, text[:80], f"text-not-{language}")


def handout_faults(assignment: Assignment) -> Iterator[Fault]:
    """Hold that both handouts are there, in their languages, with every anchor and figure."""
    for language in _LANGUAGES:
        handout = assignment.handout(language)
        if not handout.is_file():
            yield missing(handout)
            continue
        text = handout.read_text(encoding="utf-8", errors="replace")
        if not speaks(text, language):
            yield wrong_language(handout, "text", text.strip().partition("\n")[0], language)
        for task in assignment.tasks:
            anchor = task.handout.removeprefix("#")
            if not re.search(rf"""\bid=["']{re.escape(anchor)}["']""", text):
                place = f"tasks.{task.id - 1}.handout"
                yield found(handout, place, task.handout, "anchor-missing", anchor=anchor)
        for link in _links(text):
            if not (assignment.folder / link).is_file():
                yield found(handout, "figure", link, "figure-missing")


def missing(file: Path) -> Fault:
    """Return the fault of a file that is not there."""
    return found(file, "file", file.name, "file-missing")


def _links(text: str) -> list[str]:
    """Return the files that a handout shows as figures, each once."""
    links = (match[1] or match[2] for match in _FIGURE.finditer(text))
    return list(dict.fromkeys(link for link in links if not _ELSEWHERE.match(link)))
