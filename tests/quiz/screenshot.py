"""Take the picture of the HTML quiz for the docs: `python -m tests.quiz.screenshot FILE.png`."""

import base64
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from autograder.model import Language
from autograder.quiz.drawing import draw
from autograder.quiz.export.html import page
from autograder.quiz.item import written
from autograder.quiz.topics import topics
from tests.quiz.browser import chromium

ITEM = draw(topics()["conv_shape"], 3, 4)
WRONG = next(each for each in ITEM.wrong if each.misconception == "forgot-pad")


def pictured(browser: Browser, path: Path, language: Language, scheme: str) -> bytes:
    """Answer an item wrong on a phone, and picture what is said to it."""
    path.write_text(page([ITEM], language), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    opened.goto(path.as_uri())
    opened.locator("#answer").fill(written(WRONG.value))
    opened.keyboard.press("Enter")
    return opened.screenshot(full_page=True)


def side_by_side(browser: Browser, pictures: list[bytes]) -> bytes:
    sources = [base64.b64encode(each).decode() for each in pictures]
    images = "".join(f'<img width="360" src="data:image/png;base64,{each}">' for each in sources)
    sheet = browser.new_page(viewport={"width": 740, "height": 100})
    sheet.set_content(f'<body style="margin:0;display:flex;gap:20px;align-items:start">{images}')
    return sheet.screenshot(full_page=True, omit_background=True)


def main() -> None:
    """Write the picture: English by light, Korean by dark."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        path = Path(folder, "quiz.html")
        pictures = [
            pictured(browser, path, "en", "light"),
            pictured(browser, path, "ko", "dark"),
        ]
        Path(sys.argv[1]).write_bytes(side_by_side(browser, pictures))


if __name__ == "__main__":
    main()
