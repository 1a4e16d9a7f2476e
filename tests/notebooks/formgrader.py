"""nbgrader's formgrader as a teaching assistant opens it, in a real Chromium.

`python -m tests.notebooks.formgrader DIR` writes its pictures for the docs into a folder.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.notebooks.graded_course import SLUG, graded_course
from tests.notebooks.jupyter_server import Server, serving
from tests.quiz.browser import chromium

PATIENCE = 60_000  # [ms]
_SIZE = {"width": 1000, "height": 700}
GRADEBOOK, SUBMISSION = "nbgrader-gradebook.png", "nbgrader-submission.png"


class Formgrader:
    """One who has opened it."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self._server = server

    def open_from_menu(self) -> Locator:
        """Open it from JupyterLab's menu; return the list of assignments."""
        self.page.goto(self._server.url("lab"))
        self.page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
        self.page.get_by_role("menuitem", name="Formgrader", exact=True).click()
        return self.page.frame_locator("iframe").locator("#main-table")

    def table(self, path: str) -> Locator:
        """Open one of its pages; return the table in it."""
        self.page.goto(f"{self._server.address}/formgrader/{path}")
        return self.page.locator("#main-table")

    def gradebook(self) -> Locator:
        """Open the list of the notebooks that were graded, with their students' names."""
        table = self.table(f"gradebook/{SLUG}/{SLUG}")
        table.locator("a.name-hidden").first.wait_for()
        self.page.get_by_role("button", name="Show All Names").click()
        return table

    def submission(self, student: str) -> None:
        """Open a student's graded notebook from there, up to where its scores are in."""
        self.gradebook().get_by_role("link", name=student, exact=True).click()
        expect(self.score("task-1")).to_have_attribute("placeholder", re.compile(r"\d"))

    def score(self, test: str) -> Locator:
        """Return the field with the points of a test."""
        return self.page.locator(f"input.score#{test}")

    def cell(self, test: str) -> Locator:
        """Return the cell of a test, with what stands below it."""
        return self.page.locator(".cell").filter(has=self.score(test))

    def press(self, student: str, button: str) -> None:
        """Press a button of a student's in the list of submissions, and wait for the outcome."""
        row = row_of(self.table(f"manage_submissions/{SLUG}"), student)
        row.locator(f".{button} a").click()
        modal = self.page.locator("#success-modal, #error-modal")
        expect(modal).to_contain_text("Success")


def row_of(table: Locator, name: str) -> Locator:
    """Return the row of a table in which a cell is a name."""
    return table.locator("tr").filter(has=table.page.get_by_text(name, exact=True))


@contextmanager
def formgrader(browser: Browser, course: Path, home: Path) -> Iterator[Formgrader]:
    """Run Jupyter in a course, and open a page that reaches nothing but it."""
    expect.set_options(timeout=PATIENCE)
    with serving(course, home, "en") as server:
        context = browser.new_context(viewport=_SIZE)
        context.set_default_timeout(PATIENCE)
        context.route(
            lambda url: not url.startswith(server.address), lambda route: route.abort()
        )  # MathJax, which nbgrader takes from the net
        page = context.new_page()
        page.goto(server.url("formgrader/manage_assignments"))  # the token becomes a cookie
        yield Formgrader(page, server)
        context.close()


def take_pictures(opened: Formgrader, folder: Path) -> None:
    """Picture the gradebook, and a test with our explanation below it."""
    page = opened.page
    opened.gradebook()
    page.mouse.move(0, 0)  # no tooltip
    page.locator("body > .container-fluid, body > .container").first.screenshot(
        path=folder / GRADEBOOK
    )
    opened.submission("wrong")
    opened.cell("task-4").screenshot(path=folder / SUBMISSION)


def main() -> None:
    """Write the pictures."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        course, home = Path(name, "nb"), Path(name, "home")
        graded_course(course, home)
        with formgrader(browser, course, home) as opened:
            take_pictures(opened, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
