"""The page of an offline quiz, opened in a real Chromium."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from autograder.model import Language
from autograder.quiz.export.html import page
from autograder.quiz.figure import Figure
from autograder.quiz.item import Item
from tests.quiz.browser import PHONE, Open, chromium


def picture(figure: Figure, language: Language) -> str:
    """A stand-in for the drawing, as wide as a long network."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="60" viewBox="0 0 900 60" '
        f'role="img" aria-label="{language}"><rect width="890" height="50" fill="none" '
        'stroke="currentColor"/></svg>'
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a quiz on a phone without a network; whatever it asks for or complains of fails."""
    asked: list[str] = []
    trouble: list[str] = []
    contexts = []

    def open_quiz(items: Sequence[Item], language: Language = "en", **options: str) -> Page:
        path = tmp_path / "quiz.html"
        path.write_text(page(items, language, draw=picture), encoding="utf-8")
        context = browser.new_context(viewport=PHONE, offline=True, **options)
        contexts.append(context)
        opened_page = context.new_page()
        opened_page.on("request", lambda request: asked.append(request.url))
        opened_page.on("pageerror", lambda error: trouble.append(str(error)))
        opened_page.on("console", lambda message: trouble.append(message.text))
        opened_page.goto(path.as_uri())
        return opened_page

    yield open_quiz
    for context in contexts:
        context.close()
    assert asked == [(tmp_path / "quiz.html").as_uri()] * len(contexts)
    assert not trouble
