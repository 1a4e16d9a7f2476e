"""One HTML file that quizzes in a browser: offline, in both languages, by keyboard alone.

The page in `offline/` is our own and holds no code of anybody else; it may load nothing and run
nothing but its own scripts, whatever stands in an item.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import resources
from typing import Any

from autograder import words
from autograder.course import Text
from autograder.model import Language
from autograder.quiz.draw_svg import WIDTH, svg
from autograder.quiz.export.sheet import Sheet
from autograder.quiz.figure import Figure, Volumes
from autograder.quiz.item import Item, Value, bilingual, shown, written

LANGUAGES: tuple[Language, ...] = ("en", "ko")
_SCRIPTS = ("replies.js", "view.js", "page.js")
_PLACE = re.compile(r"\{\{(\w+)\}\}")
# What could end a script element within its data, or turn the direction in which that is written,
# and what UTF-8 can't hold or HTML must not.
_UNSAFE = re.compile(
    "[<>&\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Of `words/quiz.yaml`, what the page says.
_SAID = ("marked.", "reply.", "html.")

_PHONE = 328  # width of the page on a small one [pixels]

Draw = Callable[[Figure, Language], str]


def export(sheet: Sheet) -> Iterator[str]:
    """Write every item of every paper as one page."""
    first, draw = sheet.languages[0], _drawn if sheet.drawn else None
    yield page(list(sheet.items()), first, title=sheet.title, draw=draw)


def _drawn(figure: Figure, language: Language) -> str:
    """Draw a figure for a phone: grids one below the other; a network stays a row to scroll."""
    return svg(figure, language, width=WIDTH if isinstance(figure, Volumes) else _PHONE)


def page(
    items: Sequence[Item],
    language: Language,
    *,
    title: str = "",
    draw: Draw | None = None,
) -> str:
    """Return a page that asks items, one after the other, and explains at once.

    Args:
        items: what is asked, in this order; at least one.
        language: the page's first one; it holds both.
        title: above the questions, in whatever language; "Quiz" by default.
        draw: makes an SVG of a figure, without styles since none but the page's own may be used;
            figures are left out without it.

    Returns:
        A whole HTML document. The right answers are in it, for whoever reads its source.

    Raises:
        ValueError: there are no items.
    """
    if not items:
        raise ValueError("a quiz needs an item")
    heading = bilingual(title, title) if title else _words()["html.quiz"]
    data = {
        "language": language,
        "title": _texts(heading),
        "words": {key: _texts(text) for key, text in _words().items()},
        "items": [_item(item, draw) for item in items],
    }
    style = _asset("page.css")
    scripts = [_asset(name) for name in _SCRIPTS]
    parts = {
        "language": language,
        "title": html.escape(heading.in_(language).encode(errors="replace").decode()),
        "policy": _policy(style, scripts),
        "style": style,
        "no_script": html.escape(_words()["html.no-script"].in_(language)),
        "data": _UNSAFE.sub(_escaped, json.dumps(data, ensure_ascii=False, allow_nan=False)),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    return _PLACE.sub(lambda place: parts[place[1]], _asset("page.html"))


def _escaped(sign: re.Match[str]) -> str:
    """Write a sign as JSON may write any."""
    return f"\\u{ord(sign[0]):04x}"


def _policy(style: str, scripts: Sequence[str]) -> str:
    """Allow the page its own style and scripts, and nothing else."""
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {allowed}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath("offline", name).read_text(encoding="utf-8")


def _words() -> Mapping[str, Text]:
    """Return what the page says, by key; places in braces are filled there."""
    said = words.catalogue("quiz").items()
    return {key: bilingual(**texts) for key, texts in said if key.startswith(_SAID)}


def _texts(text: Text) -> dict[Language, str]:
    return {language: text.in_(language) for language in LANGUAGES}


def _item(item: Item, draw: Draw | None) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "stem": _texts(item.stem),
        "labels": [[_texts(label) for label in axis] for axis in item.labels],
        "figure": {language: draw(item.figure, language) for language in LANGUAGES}
        if draw and item.figure
        else None,
        "choices": [{"value": value, "text": _choice(value, item)} for value in _offered(item)],
        "key": item.key,
        "key_text": {language: shown(item.key, item, language) for language in LANGUAGES},
        "wrong": [
            {"value": each.value, "explanation": _texts(each.explanation)} for each in item.wrong
        ],
        "solution": _texts(item.solution),
    }


def _offered(item: Item) -> tuple[Value, ...]:
    """Return what may be chosen: an item's options, or a few values once typing has failed."""
    return tuple(item.options) if item.options else item.choices


def _choice(value: Value, item: Item) -> dict[Language, str]:
    if item.options:
        return _texts(item.options[str(value)])
    return dict.fromkeys(LANGUAGES, written(value))
