"""nbgrader's own example under our executor: the scores of the stock one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.notebooks.small_course import EXECUTOR, edited, nbgrader

# As nbgrader's documentation has them: what the release asks, what is often handed in, and
# what its tests are there to find.
SUBMISSIONS = {
    "right": None,  # the instructor's own
    "stub": {},
    "off_by_one": {
        "squares": "def squares(n):\n    return [i**2 for i in range(n)]",
        "sum_of_squares": "def sum_of_squares(n):\n    return sum(squares(n))",
    },
    "no_error": {
        "squares": "def squares(n):\n    return [i**2 for i in range(1, n + 1)]",
        "sum_of_squares": "def sum_of_squares(n):\n    return sum(squares(n))",
    },
    "not_reused": {
        "squares": "def squares(n):\n    if n < 1:\n        raise ValueError\n"
        "    return [i**2 for i in range(1, n + 1)]",
        "sum_of_squares": "def sum_of_squares(n):\n    return sum(i**2 for i in range(1, n + 1))",
    },
    "syntax": {"squares": "def squares(n)\n    return []"},
    "prints": {"squares": "def squares(n):\n    print([i**2 for i in range(1, n + 1)])"},
}


def _hand_in(course: Path, student: str, sources: dict[str, str] | None) -> None:
    kind = "source" if sources is None else "release"
    for path in (course / kind / "ps1").glob("*.ipynb"):
        made = edited(nbformat.read(path, 4), sources or {})
        target = course / "submitted" / student / "ps1" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(made, target)


def _scores(course: Path, value: Callable[[Any], Any]) -> dict[str, dict[str, Any]]:
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        return {
            submission.student.id: {
                grade.name: value(grade) for each in submission.notebooks for grade in each.grades
            }
            for submission in book.assignment_submissions("ps1")
        }


@pytest.mark.slow
def test_the_quickstart_course_earns_what_it_earns_with_stocknbgrader(tmp_path):
    nbgrader(tmp_path, "quickstart", "course")
    course = tmp_path / "course"
    nbgrader(course, "generate_assignment", "ps1")
    for student, sources in SUBMISSIONS.items():
        _hand_in(course, student, sources)

    def value(grade: Any) -> tuple[float | None, bool]:
        return grade.auto_score, bool(grade.needs_manual_grade)

    nbgrader(course, "autograde", "ps1")
    stock = _scores(course, value)
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(EXECUTOR)
    nbgrader(course, "autograde", "ps1", "--force")
    ours = _scores(course, value)

    assert ours == stock
    assert stock.keys() == SUBMISSIONS.keys()
    assert stock["right"]["correct_squares"] == (1.0, False)
    assert stock["right"]["sum_of_squares_equation"] == (None, True)
    earned = {name: sum(points or 0 for points, _ in each.values()) for name, each in ours.items()}
    assert earned == {
        "right": 3.0, "stub": 0.0, "off_by_one": 0.5, "no_error": 2.0, "not_reused": 2.5,
        "syntax": 0.0, "prints": 0.0,
    }  # fmt: skip
