"""Take the picture of `%grade check` for the docs: `python -m tests.notebooks.screenshot FILE.png`.

A real JupyterLab, which nbgrader brings, in a real Chromium: what it shows of our HTML is what its
sanitizer leaves.
"""

import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from autograder.course import load
from autograder.notebooks import build
from tests.notebooks.kernels import ROOT, environment
from tests.quiz.browser import chromium

_PATIENCE = 60_000  # [ms]
SIZE = {"width": 1000, "height": 900}
_WRONG = "    return (n + 2 * pad - f) // stride + 1"


@contextmanager
def lab(folder: Path, language: str) -> Iterator[str]:
    """Run JupyterLab in a folder; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        "--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token=",
        "--ServerApp.disable_check_xsrf=True", f"--ServerApp.root_dir={folder}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
        env=environment(folder / "home", language), cwd=folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=1).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise TimeoutError(address)


def notebook(folder: Path, language: str = "en") -> str:
    """Write the notebook of `sizing` with one wrong function into a folder; return its name."""
    assignment = load(ROOT).assignment("sizing")
    made = json.loads(build.student_notebook(assignment, language, "sizing.ipynb"))
    for cell in made["cells"]:
        if cell["id"] == "solution-output_size":
            head = "".join(cell["source"]).split("    # TODO")[0]
            cell["source"] = head + _WRONG
    (folder / "sizing.ipynb").write_text(json.dumps(made), encoding="utf-8")
    for figure in assignment.figures:
        (folder / figure).write_bytes((assignment.folder / figure).read_bytes())
    return "sizing.ipynb"


def run_all(page: Page, address: str, name: str) -> None:
    """Open a notebook and run its cells until the first that fails."""
    page.goto(f"{address}/doc/tree/{name}")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=_PATIENCE)
    select = page.get_by_role("button", name="Select", exact=True)
    idle = page.get_by_text("| Idle")
    select.or_(idle).first.wait_for(timeout=_PATIENCE)
    if select.is_visible():
        select.click()
    idle.wait_for(timeout=_PATIENCE)
    news = page.get_by_role("button", name="No", exact=True)
    if news.is_visible():
        news.click()
    page.get_by_text("Run", exact=True).first.click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.locator(".jp-OutputArea table").first.wait_for(state="attached", timeout=_PATIENCE)


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        (folder / "home").mkdir()
        file = notebook(folder)
        with lab(folder, "en") as address:
            page = browser.new_page(viewport=SIZE)
            run_all(page, address, file)
            cell = page.locator(".jp-CodeCell").filter(has=page.locator("table")).first
            cell.scroll_into_view_if_needed()
            page.wait_for_timeout(1000)  # it is drawn only where it is seen
            cell.screenshot(path=sys.argv[1])


if __name__ == "__main__":
    main()
