"""A real Chromium, the system's own, for what must hold in a browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from autograder import words
from autograder.model import Language

_NAMES = ("chromium", "chromium-browser", "google-chrome")
PHONE = {"width": 360, "height": 740}
MISSING = "Chromium is not installed: `apt-get install chromium`"

# Opens a page with items, in a language, on a phone without a network.
Open = Callable[..., Page]


def path() -> str | None:
    """Where Chromium stands, if it is there."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium; a test without one is skipped at home and fails where all must be tested."""
    found = path()
    if not found:
        if os.environ.get("CI") or os.environ.get("REQUIRE_CHROMIUM"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)
        try:
            yield browser
        finally:
            browser.close()


def said(key: str, language: Language, **values: object) -> str:
    """Return what the page says."""
    return words.say("quiz", key, language, **values)
