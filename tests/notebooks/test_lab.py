"""An assignment's notebook in a real JupyterLab: its figures, and what is left of our HTML."""

from pathlib import Path

import pytest

from tests.notebooks.screenshot import lab, notebook, run_all
from tests.quiz.browser import chromium


@pytest.mark.slow
def test_figures_and_checks_show(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    file = notebook(tmp_path)
    with chromium() as browser, lab(tmp_path, "en") as address:
        page = browser.new_page(viewport={"width": 1000, "height": 6000})  # all of it is drawn
        run_all(page, address, file)
        cell = page.locator(".jp-CodeCell").filter(has=page.locator("table"))
        shown = cell.inner_text()
        assert "output_size(n=7, f=3, stride=3)" in shown
        assert "✗ failed" in shown
        assert "Checks that did not pass: 2 of 5." in shown
        figure = page.locator(".jp-Notebook img").first
        figure.scroll_into_view_if_needed()
        page.wait_for_function("image => image.naturalWidth > 0", arg=figure.element_handle())
