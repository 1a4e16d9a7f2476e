"""A small class inside nbgrader, graded by us, from the export to the gradebook."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import v4

from tests.notebooks.kernels import ROOT, environment
from tests.notebooks.nbgrader_forks import run_forked

SLUG = "sizing"
# Wrong in a way that loses the same points whatever the cases are.
WRONG = ROOT / "tests/submissions" / SLUG / "wrong" / "forgot_bias.py"
# In the page of whoever grades it would run with their rights.
MARKUP = (
    "# An *own* cell\n\n<img src=x onerror=\"document.title = 'taken over'\">\n\n"
    '<div class="modal-backdrop fade full-credit">a button over all of the page</div>'
)
SCORES = {"right": "20 / 20", "wrong": "17.5 / 20", "stub": "0 / 20"}


def graded_course(folder: Path, home: Path, later: str = "later") -> None:
    """Export an assignment, have a class hand in, and grade it.

    Args:
        folder: of the new course.
        home: of who grades.
        later: a student whose wrong notebook is handed in, and not graded.
    """
    words = ["nbgrader", "export", str(folder), "--assignment", SLUG, "--language", "en"]
    command("grade", *words, home=home)
    code, said = run_forked(folder, ("generate_assignment", SLUG), environment(home))
    assert code == 0, said
    hand_in(folder, {"right": None, "wrong": wrong(), "stub": {}, later: wrong()})
    ready = [word for name in SCORES for word in ("--student", name)]
    command("grade", "nbgrader", "autograde", SLUG, "--jobs", "2", *ready, home=home, folder=folder)


def wrong() -> dict[str, str]:
    """Return what the cells of the wrong notebook hold, by grade id."""
    return {"solution-imports": WRONG.read_text(encoding="utf-8")}


def hand_in(course: Path, notebooks: Mapping[str, Mapping[str, str] | None]) -> None:
    """Hand in notebooks.

    Args:
        course: of nbgrader, with a release.
        notebooks: what is in solution cells, by student; the others become a comment where there
            are any, None is the reference.
    """
    for student, sources in notebooks.items():
        kind = "source" if sources is None else "release"
        made = nbformat.read(course / kind / SLUG / f"{SLUG}.ipynb", 4)
        for cell in made.cells:
            marks = cell.metadata.get("nbgrader", {})
            if sources and marks.get("solution"):
                cell.source = sources.get(marks["grade_id"], "# see above")
        made.cells.append(v4.new_markdown_cell(MARKUP))
        path = course / "submitted" / student / SLUG / f"{SLUG}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(made, path)


def command(*words: str, home: Path, folder: Path = ROOT) -> str:
    """Run a command in a folder, and return what it said."""
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        words, cwd=folder, env=environment(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout + done.stderr


def hidden_lines() -> list[str]:
    """Return what of the hidden suite nobody who reads a notebook may find in it."""
    text = (ROOT / "solutions" / SLUG / "test_hidden.py").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    told = ('"""', "#", "import", "from")  # words that handouts may have too
    return [line for line in lines if len(line) > 30 and not line.startswith(told)]
