"""nbgrader's formgrader on a class that we have graded: what a teaching assistant sees."""

import html
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.notebooks.formgrader import (
    GRADEBOOK,
    SUBMISSION,
    Formgrader,
    formgrader,
    row_of,
    take_pictures,
)
from tests.notebooks.graded_course import SCORES, SLUG, command, graded_course, hidden_lines
from tests.quiz.browser import chromium


@pytest.mark.slow
def test_a_teaching_assistant_grades_with_it(tmp_path: Path) -> None:
    course, home = tmp_path / "nb", tmp_path / "home"
    with chromium() as browser:
        graded_course(course, home, later="later")
        with formgrader(browser, course, home) as opened:
            hold_assignments(opened)
            hold_scores(opened)
            hold_explanation(opened)
            hold_pictures(opened, tmp_path)
            hold_buttons(opened, course)
            correct_by_hand(opened)
            command(
                "grade", "nbgrader", "autograde", SLUG, "--force", "--student", "wrong",
                home=home, folder=course,
            )  # fmt: skip
            hold_correction(opened)


def hold_assignments(opened: Formgrader) -> None:
    row = row_of(opened.open_from_menu(), SLUG)
    expect(row).to_contain_text("2026-12-24 23:59:00 KST")
    expect(row.locator(".num-submissions")).to_have_text(str(len(SCORES) + 1))


def hold_scores(opened: Formgrader) -> None:
    table = opened.table(f"manage_submissions/{SLUG}")
    for student, score in SCORES.items():
        row = row_of(table, student)
        expect(row.locator(".score")).to_have_text(score)
        expect(row.locator(".status")).to_have_text("graded")
    expect(row_of(table, "later").locator(".status")).to_have_text("needs autograding")
    table = opened.gradebook()
    for student, score in SCORES.items():
        row = row_of(table, student)
        expect(row.locator("td.score")).to_have_text(score)
        has_failed = row.locator(".tests-failed .glyphicon-ok")
        expect(has_failed).to_have_count(int(student != "right"))


def hold_explanation(opened: Formgrader) -> None:
    opened.submission("wrong")
    for test, points in {"task-1": "8", "task-2": "3", "task-3": "6", "task-4": "0.5"}.items():
        expect(opened.score(test)).to_have_attribute("placeholder", points)
    expect(opened.page.get_by_role("heading", name="An own cell")).to_be_attached()
    assert opened.page.title() != "taken over"
    own = opened.page.get_by_text("a button over all of the page")
    assert not own.get_attribute("class")
    told = opened.cell("task-4").inner_text()
    assert "0.5 of 3 points" in told
    assert "1 of 4 checks passed" in told
    assert "✗ failed" in told
    assert re.search(r"called\s+conv_params\(in_channels=.*\s+expected\s+\d+\s+got\s+\d+", told)
    assert "hint:" in told
    page = opened.page.locator("body").inner_text()
    assert not [line for line in hidden_lines() if line in page]


def hold_pictures(opened: Formgrader, folder: Path) -> None:
    take_pictures(opened, folder)
    for name in (GRADEBOOK, SUBMISSION):
        assert (folder / name).read_bytes().startswith(b"\x89PNG")


def hold_buttons(opened: Formgrader, course: Path) -> None:
    """The formgrader's own buttons grade in the sandbox, and tell students no more than we do."""
    opened.press("later", "autograde")
    row = row_of(opened.table(f"manage_submissions/{SLUG}"), "later")
    expect(row.locator(".score")).to_have_text(SCORES["wrong"])
    opened.press("later", "generate-feedback")
    page = (course / f"feedback/later/{SLUG}/{SLUG}.html").read_text(encoding="utf-8")
    told = html.unescape(re.sub("<[^>]*>", "", page.partition("<body")[2]))
    assert "1 of 4 checks passed" in told
    assert "HIDDEN TESTS" not in told
    assert not [line for line in hidden_lines() if line in told]


def correct_by_hand(opened: Formgrader) -> None:
    opened.submission("wrong")
    with opened.page.expect_response(lambda answer: answer.request.method == "PUT") as answer:
        opened.score("task-4").fill("3")
        opened.score("task-4").press("Tab")
    assert answer.value.ok


def hold_correction(opened: Formgrader) -> None:
    """What was typed outlives another grading, which asks for another look at it."""
    row = row_of(opened.gradebook(), "wrong")
    expect(row.locator("td.score")).to_have_text("20 / 20")
    expect(row.locator(".needs-manual-grade .glyphicon-ok")).to_be_visible()
