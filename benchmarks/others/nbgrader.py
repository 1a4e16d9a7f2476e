"""nbgrader: `nbgrader autograde` on one submission or on a class."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks import measure
from benchmarks.others import notebooks
from benchmarks.others.grader import Graded, Grader

_ASSIGNMENT = "ps1"
_NOTEBOOK = "max_pool.ipynb"
_SOLUTION = "### BEGIN SOLUTION\npass\n### END SOLUTION"
_CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'bench'\n"
# Reads the points of every student, in the order of their names.
_READ_POINTS = f"""
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as gradebook:
    found = gradebook.assignment_submissions("{_ASSIGNMENT}")
    points = {{each.student.id: each.score for each in found}}
print(json.dumps([points[name] for name in sorted(points)]))
"""


class Nbgrader(Grader):
    """nbgrader's own command line: each submission in a kernel of its own."""

    name = "nbgrader"
    title = "`nbgrader autograde`"
    distribution = "nbgrader"
    packages = ("nbgrader", "numpy")

    def prepare(self) -> None:
        """Write the source notebook and have nbgrader generate the assignment."""
        (self.template / "nbgrader_config.py").write_text(_CONFIG)
        source = self.template / "source" / _ASSIGNMENT
        notebooks.write(source / _NOTEBOOK, self._cells(_SOLUTION))
        self.bundle.copy_to(source)
        program = self.environment.program("nbgrader")
        subprocess.run(  # noqa: S603 - our own environment
            [program, "generate_assignment", _ASSIGNMENT],
            cwd=self.template, env=measure.base_environment(program.parent),
            capture_output=True, check=True,
        )  # fmt: skip

    def grade_in(self, folder: Path, sources: Sequence[bytes]) -> Graded:
        """Hand in a notebook for each student, autograde them all and read the gradebook."""
        for number, source in enumerate(sources):
            place = folder / "submitted" / f"student{number:04}" / _ASSIGNMENT
            notebooks.write(place / _NOTEBOOK, self._released(folder, source.decode()))
        program = self.environment.program("nbgrader")
        cost = measure.run([program, "autograde", _ASSIGNMENT], folder=folder)
        done = subprocess.run(  # noqa: S603 - our own environment
            [self.environment.python, "-c", _READ_POINTS],
            cwd=folder, env=measure.base_environment(program.parent),
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return Graded(cost, tuple(float(each) for each in json.loads(done.stdout)))

    def _cells(self, solution: str) -> list[notebooks.Cell]:
        """Return the source notebook: the student's cell, and one test cell for each check."""
        cells = [
            notebooks.code(solution, "solution", nbgrader=_marks("solution", solution=True)),
            notebooks.code("import graded", "helpers", nbgrader=_marks("helpers", locked=True)),
        ]
        for name, points in self.bundle.points.items():
            marks = _marks(name, locked=True, grade=True) | {"points": points}
            source = f'graded.run("{name}", globals())'
            cells.append(notebooks.code(source, name, nbgrader=marks))
        return cells

    def _released(self, folder: Path, source: str) -> list[notebooks.Cell]:
        """Return the released notebook with a student's code in its first cell."""
        path = folder / "release" / _ASSIGNMENT / _NOTEBOOK
        cells: list[notebooks.Cell] = json.loads(path.read_text())["cells"]
        cells[0]["source"] = source
        return cells


def _marks(name: str, **true: bool) -> dict[str, object]:
    """Return nbgrader's metadata of a cell."""
    marks = {"grade": False, "locked": False, "solution": False, "task": False, **true}
    return {"schema_version": 3, "grade_id": name, **marks}
