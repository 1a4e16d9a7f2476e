"""The hidden suite of max_pool as other graders can run it: the same checks, our helpers left out.

A bundle is a folder with `checks.py` and `cases.py` (the suite, its helpers imported from `plain`),
`plain.py`, `reference.py` and `graded.py` (runs a check by its id).
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Assignment
from benchmarks.measure import NotMeasured
from benchmarks.suite import ids_and_points

SEED = 1  # of every single grading: all graders draw the same cases
_HELPERS = "from autograder.suite import "
_PYTEST = "import pytest\n"

_GRADED = f'''"""Run a check by its id on a submission's functions."""

import checks
import plain
import reference

CHECKS = plain.checks_of(checks)


def run(name, functions):
    """Run one check; it fails by an exception."""
    plain.run_check(CHECKS[name], functions, reference, {SEED})
'''


@dataclass(frozen=True)
class Bundle:
    """A suite for other graders.

    Attributes:
        folder: holds its files.
        points: of each check, by id, in the suite's order.
    """

    folder: Path
    points: dict[str, float]

    @property
    def files(self) -> list[Path]:
        """Its Python files."""
        return sorted(self.folder.glob("*.py"))

    def copy_to(self, folder: Path) -> None:
        """Put its files into a folder."""
        for path in self.files:
            shutil.copy(path, folder)


def write(assignment: Assignment, folder: Path, *, with_pytest: bool = False) -> Bundle:
    """Write the bundle of an assignment's hidden suite.

    Args:
        assignment: whose suite.
        folder: is made.
        with_pytest: leave pytest in, for pytest itself.
    """
    folder.mkdir(parents=True)
    suite = _replaced(assignment.hidden_suite.read_text("utf-8"), _HELPERS, "from plain import ")
    if not with_pytest:
        suite = _replaced(suite, _PYTEST, "from plain import pytest\n")
    (folder / "checks.py").write_text(suite, "utf-8")
    cases = (assignment.solutions / "cases.py").read_text("utf-8")
    cases = _replaced(cases, _HELPERS, "from plain import ")
    (folder / "cases.py").write_text(cases, "utf-8")
    (folder / "graded.py").write_text(_GRADED, "utf-8")
    shutil.copy(assignment.solutions / assignment.files[0], folder / "reference.py")
    shutil.copy(Path(__file__).with_name("plain.py"), folder)
    return Bundle(folder, ids_and_points(assignment))


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise NotMeasured(f"the hidden suite must hold `{old.strip()}` exactly once")
    return text.replace(old, new)
