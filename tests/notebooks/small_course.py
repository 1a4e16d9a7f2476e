"""A small nbgrader course that is nobody's: what an instructor writes for stock nbgrader."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from tests.notebooks.empty_gradebook import COURSE_ID, empty_gradebook
from tests.notebooks.nbgrader_forks import run_forked

HIDDEN = """
assert double(1) == 2
### BEGIN HIDDEN TESTS
expected = [14, 42]
assert [double(7), double(21)] == expected
np.testing.assert_allclose(double(np.ones(2)), 2 * np.ones(2))
assert close(double(0.5), 1.0)
### END HIDDEN TESTS
"""
STUB = "def {name}(x):\n    ### BEGIN SOLUTION\n    return {right}\n    ### END SOLUTION"
EXECUTOR = """
from cli.executor import use_sandbox
use_sandbox(c, language="en")
"""


def cell(grade_id: str, source: str, **marks: Any) -> Any:
    """Return a code cell with nbgrader's metadata."""
    role = {"grade": False, "solution": False, "locked": False, "task": False} | marks
    meta = {"schema_version": 3, "grade_id": grade_id, **role}
    return new_code_cell(source.strip("\n"), metadata={"nbgrader": meta})


def notebook() -> Any:
    """Return the instructor's notebook: two functions, four tests, a helper."""
    cells = [
        new_markdown_cell("Write two functions."),
        new_code_cell("import numpy as np"),
        cell("helper", "def close(a, b):\n    return abs(a - b) < 1e-9", locked=True),
        cell("double", STUB.format(name="double", right="2 * x"), solution=True),
        cell("half", STUB.format(name="half", right="x / 2"), solution=True),
        cell("visible", "assert double(2) == 4", grade=True, locked=True, points=2),
        cell("hidden", HIDDEN, grade=True, locked=True, points=3),
        cell("helped", "assert close(double(0.5), 1.0)", grade=True, locked=True, points=1),
        cell("partial", "half(4)", grade=True, locked=True, points=2),
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return new_notebook(cells=cells, metadata=kernel)


def edited(made: Any, sources: Mapping[str, str]) -> Any:
    """Give cells of a notebook another text."""
    for each in made.cells:
        name = each.metadata.get("nbgrader", {}).get("grade_id")
        if name in sources:
            each.source = sources[name]
    return made


def nbgrader(folder: Path, *words: str, code: int | None = 0) -> str:
    """Run one of nbgrader's commands in a course; return what it said."""
    # A new gradebook is made by alembic, which nbgrader looks for on the path.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ended, said = run_forked(folder, words, os.environ | {"PATH": path})
    assert code is None or ended == code, said
    return said


class Course:
    """A course in a folder, and nbgrader's own commands on it."""

    def __init__(self, folder: Path, *, config: str = EXECUTOR, made: Any = None) -> None:
        self.folder = folder
        (folder / "source" / "hw").mkdir(parents=True, exist_ok=True)
        nbformat.write(made or notebook(), folder / "source" / "hw" / "hw.ipynb")
        (folder / "gradebook.db").write_bytes(empty_gradebook())
        start = f"c = get_config()\nc.CourseDirectory.course_id = '{COURSE_ID}'\n"
        (folder / "nbgrader_config.py").write_text(start + config, encoding="utf-8")
        self.run("generate_assignment", "hw")

    def run(self, *words: str, code: int | None = 0) -> str:
        """Run one of nbgrader's commands; return what it said."""
        return nbgrader(self.folder, *words, code=code)

    def hand_in(self, student: str, change: Callable[[Any], Any]) -> Path:
        """Hand in the released notebook after a change."""
        made = nbformat.read(self.folder / "release" / "hw" / "hw.ipynb", 4)
        path = self.folder / "submitted" / student / "hw" / "hw.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(change(made), path)
        return path

    def scores(self) -> dict[str, dict[str, float | None]]:
        """Return what the gradebook holds: the automatic points by student and cell."""
        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as gradebook:
            return {
                submission.student.id: {
                    grade.name: grade.auto_score
                    for each in submission.notebooks
                    for grade in each.grades
                }
                for submission in gradebook.assignment_submissions("hw")
            }
