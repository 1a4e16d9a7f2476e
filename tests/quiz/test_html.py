"""The quiz in one HTML file, in a real browser: by keyboard, on a phone, offline, read aloud."""

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from autograder.model import Language
from autograder.quiz.drawing import draw
from autograder.quiz.export import figures
from autograder.quiz.export.html import LANGUAGES, export, page
from autograder.quiz.export.sheet import Sheet
from autograder.quiz.item import bilingual, shown
from autograder.quiz.replies import Unreadable, parse
from autograder.quiz.topics import topics
from tests.quiz.browser import PHONE, Open, said
from tests.quiz.browser_items import ALL, CHOICE, GRID, MULTI, NASTY, NUMBER, SHAPE, TABLE

in_browser = pytest.mark.slow


def focused(page: Page) -> str:
    """The text or the label of what has the focus."""
    return page.evaluate(
        """() => {
          const at = document.activeElement;
          const label = at.labels?.[0]?.textContent ?? at.getAttribute("aria-label");
          return label ?? at.textContent;
        }"""
    )


def go_to(page: Page, name: str) -> None:
    """Press Tab until what is called so has the focus."""
    for _ in range(40):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached; the focus is at {focused(page)}")


def type_in(page: Page, text: str, language: Language = "en") -> None:
    """Replace what stands in the field and send it."""
    go_to(page, said("html.answer", language))
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def press(page: Page, name: str) -> None:
    go_to(page, name)
    page.keyboard.press("Enter")


def choose(page: Page, text: str) -> None:
    """Choose the option of this text with the arrow keys, as radio buttons are moved through."""
    for _ in range(6):
        page.keyboard.press("ArrowDown")
        if focused(page) == text:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no option {text}")


def feedback(page: Page) -> str:
    return page.locator("[role=status]").inner_text()


def score(page: Page, language: Language, first: int, of: int) -> bool:
    return page.get_by_text(said("html.score", language, first=first, all=of)).is_visible()


def is_unscored(page: Page) -> bool:
    return page.locator("#score").is_hidden()


@in_browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_right_answer_by_keyboard_alone(opened: Open, language: Language) -> None:
    page = opened([SHAPE, NUMBER], language)
    page.keyboard.press("Tab")
    assert focused(page) == said("html.skip", language)
    page.keyboard.press("Enter")
    type_in(page, " × ".join(map(str, SHAPE.key)), language)
    assert said("marked.right", language) in feedback(page)
    assert score(page, language, 1, 1)
    assert page.get_by_text(SHAPE.solution.in_(language).splitlines()[-1]).is_visible()
    assert focused(page) == said("html.next", language)
    page.keyboard.press("Enter")
    assert focused(page) == said("html.question", language, at=2, all=2)
    type_in(page, "−1.5", language)
    page.keyboard.press("Enter")
    assert focused(page) == said("html.done", language)
    assert page.get_by_text(said("html.all-right", language)).is_visible()


@in_browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_answer_is_explained_and_chosen_again(opened: Open, language: Language) -> None:
    page = opened([SHAPE], language)
    wrong = next(each for each in SHAPE.wrong if each.misconception == "forgot-pad")
    type_in(page, "x".join(map(str, wrong.value)), language)
    assert wrong.explanation.in_(language) in feedback(page)
    assert shown(SHAPE.key, SHAPE) not in feedback(page)
    assert is_unscored(page)  # there is a second try
    choose(page, shown(SHAPE.key, SHAPE))
    assert said("marked.right", language) in feedback(page)
    assert score(page, language, 0, 1)
    page.keyboard.press("Enter")
    counts = said("html.counts", language, all=1, first=0, helped=1, missed=0)
    assert page.get_by_text(counts).is_visible()
    review = page.get_by_role("article").inner_text()
    assert wrong.explanation.in_(language) in review
    assert said("html.key", language, text=shown(SHAPE.key, SHAPE)) in review
    press(page, said("html.repeat", language))
    assert focused(page) == said("html.question", language, at=1, all=1)


@in_browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_wrong_answers_show_the_solution(opened: Open, language: Language) -> None:
    page = opened([NUMBER], language)
    type_in(page, "77", language)
    assert said("marked.unknown", language) in feedback(page)
    choose(page, "2.5")
    assert NUMBER.wrong[1].explanation.in_(language) in feedback(page)
    assert page.get_by_text(NUMBER.solution.in_(language)).is_visible()
    page.keyboard.press("Enter")
    counts = said("html.counts", language, all=1, first=0, helped=0, missed=1)
    assert page.get_by_text(counts).is_visible()


@in_browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_read_is_no_try(opened: Open, language: Language) -> None:
    page = opened([SHAPE], language)
    for reply in ("seven", "", "1 2", "9" * 10_000, NASTY):
        type_in(page, reply, language)
        with pytest.raises(Unreadable) as problem:
            parse(reply, SHAPE)
        expected = said(problem.value.key, language, **problem.value.values)
        assert expected in feedback(page)
        assert said("html.not-counted", language) in feedback(page)
        assert focused(page) == said("html.answer", language)
        assert page.locator("#answer").get_attribute("aria-invalid") == "true"
    assert is_unscored(page)
    type_in(page, ",".join(map(str, SHAPE.key)), language)
    assert score(page, language, 1, 1)


@in_browser
def test_a_table_is_filled_in_cell_by_cell(opened: Open) -> None:
    page = opened([TABLE, GRID])
    go_to(page, "conv 5 × 5, 10, pad 2, depth")
    for text in ("10", "32", "32", "10", "sixteen", "16"):
        page.keyboard.insert_text(text)
        page.keyboard.press("Tab")
    press(page, "Check")
    assert said("reply.number", "en") in feedback(page)
    assert focused(page) == "max pool 2 × 2, height"
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("１６")
    page.keyboard.press("Enter")
    assert said("marked.right", "en") in feedback(page)
    page.keyboard.press("Enter")
    go_to(page, "row 1, column 1")
    page.keyboard.insert_text("[[4, 4.5], [2, 2]]")
    page.keyboard.press("Enter")
    assert "That is the average." in feedback(page)


@in_browser
def test_options_are_chosen(opened: Open) -> None:
    page = opened([CHOICE, MULTI, MULTI])
    press(page, "Check")
    assert said("html.nothing-chosen", "en") in feedback(page)
    choose(page, "pooling")
    assert "Not c." in feedback(page)
    assert page.get_by_label("pooling").is_disabled()
    choose(page, "parameter sharing")
    assert score(page, "en", 0, 1)
    page.keyboard.press("Enter")
    for name in ("convolution", "None of them"):
        go_to(page, name)
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert said("html.contradiction", "en") in feedback(page)
    for name in ("None of them", "dense"):
        page.keyboard.press("Shift+Tab")
        while focused(page) != name:
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert score(page, "en", 1, 2)


@in_browser
def test_help_and_the_solution_can_be_asked_for(opened: Open) -> None:
    page = opened([NUMBER, SHAPE])
    press(page, "Show choices")
    choose(page, "-1.5")
    assert score(page, "en", 0, 1)
    page.keyboard.press("Enter")
    press(page, "Show the solution")
    assert page.get_by_text(SHAPE.solution.en.splitlines()[-1]).is_visible()
    page.keyboard.press("Enter")
    counts = said("html.counts", "en", all=2, first=0, helped=1, missed=1)
    assert page.get_by_text(counts).is_visible()


@in_browser
def test_the_language_can_be_changed_at_any_time(opened: Open) -> None:
    page = opened([SHAPE])
    go_to(page, "Your answer")
    page.keyboard.insert_text("seven")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    press(page, "한국어")
    assert page.locator("html").get_attribute("lang") == "ko"
    assert page.title() == "퀴즈"
    assert page.get_by_text(SHAPE.stem.ko).is_visible()
    assert page.get_by_label("답", exact=True).input_value() == "seven"
    assert said("reply.shape", "ko") in feedback(page)
    assert focused(page) == "한국어"


@in_browser
def test_texts_are_only_texts(opened: Open) -> None:
    page = opened([CHOICE])
    assert page.get_by_text("</script><script>boom()").first.is_visible()
    assert page.locator("img").count() == 0
    press(page, "Show the solution")
    press(page, "See the result")
    assert NASTY.split("\u2028")[0].strip() in page.get_by_role("article").inner_text()


@in_browser
def test_nothing_but_the_page_itself_runs_or_loads(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "quiz.html"
    path.write_text(page([SHAPE], "en"), encoding="utf-8")
    with browser.new_context() as context:
        opened = context.new_page()
        opened.goto(path.as_uri())
        blocked = opened.evaluate(
            """async () => {
              const blocked = [];
              document.addEventListener("securitypolicyviolation", (event) =>
                blocked.push(event.effectiveDirective));
              const script = document.createElement("script");
              script.textContent = "window.hasRun = true";
              const image = document.createElement("img");
              image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
              document.body.append(script, image);
              await new Promise((resolve) => setTimeout(resolve, 200));
              return [window.hasRun ?? false, ...blocked.sort()];
            }"""
        )
    assert blocked == [False, "img-src", "script-src-elem"]


def states(page: Page) -> Iterator[str]:
    """Lead through every kind of item and every kind of feedback, and stop at each."""
    for item in ALL:
        yield f"{item.kind} asked"
        if item is SHAPE:
            page.locator("#check").click()
            yield "unreadable"
            page.locator("#answer").fill("1 1 1")
            page.locator("#check").click()
            yield "wrong"
        if item is NUMBER:
            page.locator("#answer").fill(str(item.key))
            page.locator("#check").click()
            yield "right"
        else:
            page.locator("#reveal").click()
        page.locator("#next").click()
    yield "result"


@in_browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Open, language: Language, scheme: str) -> None:
    page = opened(ALL, language, color_scheme=scheme)
    for state in states(page):
        ran = Axe().run(page, options={"resultTypes": ["violations"]})
        found = ran.response["violations"]
        told = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
        assert not told, state


@in_browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_never_scrolls_sideways(opened: Open, language: Language) -> None:
    page = opened(ALL, language)
    for state in states(page):
        for width in (320, 360, 400):
            page.set_viewport_size({"width": width, "height": 700})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, state


@pytest.mark.parametrize(
    "topic", ["filter_cell", "conv_gradient", "max_pool_backward", "relu_grid"]
)
def test_a_phone_shows_all_grids_of_an_item(topic: str) -> None:
    items = [draw(topics()[topic], 2, seed) for seed in range(5)]
    told = "".join(export(Sheet([items], ("ko",), "", drawn=figures.drawn)))
    widths = [float(width) for width in re.findall(r'viewBox=\\"0 0 ([0-9.]+)', told)]
    assert len(widths) >= len(items)
    assert max(widths) <= PHONE["width"] - 32  # the margins of the page


def test_a_page_holds_all_that_it_needs() -> None:
    text = page(ALL, "ko", title="가 <b> & 나")
    assert "<title>가 &lt;b&gt; &amp; 나</title>" in text
    assert not re.search(r"(?:src|href)=\"(?!#)", text)
    assert "{{" not in text
    assert text.count("</script>") == text.count("<script") == 4  # of the data, and three of ours


def test_what_utf8_cannot_hold_is_written_all_the_same() -> None:
    odd = bilingual("\ud800 \x00 \x85 \uffff", "가 \udfff")
    text = page([dataclasses.replace(CHOICE, stem=odd)], "en", title="\ud800 \u2028")
    (data,) = re.findall('id="data">(.*?)</script>', text.encode().decode())
    assert json.loads(data)["items"][0]["stem"] == {"en": odd.en, "ko": odd.ko}


def test_a_quiz_needs_an_item() -> None:
    with pytest.raises(ValueError, match="item"):
        page([], "en")
