"""Tasks of ours are graded by the course as it is now, however long the process has lived."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.grading import Judge
from autograder.model import GradeReport
from autograder.notebooks import ours

SLUG = "sizing"
MENDED = """

@pytest.mark.check("mended", task=1, points=2)
def test_mended(student):
    \"\"\"A check that was added.\"\"\"
    assert_equal(student.output_size(7, 3), CASES.ANSWER, what="output_size")
"""


def grade(course: Path, folder: str | None = None) -> GradeReport:
    """Grade the reference in a notebook."""
    source = (course / "solutions" / SLUG / f"{SLUG}.py").read_text(encoding="utf-8")
    write: Any = nbformat.writes  # it has no types
    content = write(new_notebook(cells=[new_code_cell(source)])).encode()
    folder = str(course) if folder is None else folder
    return ours.grade(content, SLUG, student="a", folder=folder, language="en")


def outcome(report: GradeReport, check: str) -> str:
    (found,) = (each.outcome for each in report.checks if each.id == check)
    return found


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[Judge]:
    """Judges as they are closed."""
    found: list[Judge] = []
    close = Judge.close

    def noted(judge: Judge) -> None:
        found.append(judge)
        close(judge)

    monkeypatch.setattr(Judge, "close", noted)
    return found


def test_a_suite_that_was_mended_counts_at_once(course_copy: Path, closed: list[Judge]) -> None:
    solutions = course_copy / "solutions" / SLUG
    suite, cases = solutions / "test_hidden.py", solutions / "cases.py"
    before = grade(course_copy)
    assert before.points == before.max_points
    assert not closed

    cases.write_text(cases.read_text() + "\n\nANSWER = 4\n")
    suite.write_text(suite.read_text() + MENDED)
    assert outcome(grade(course_copy), "mended") == "FAILED"
    assert len(closed) == 1  # the one that was replaced
    cases.write_text(cases.read_text().replace("ANSWER = 4", "ANSWER = 5  # mended"))
    after = grade(course_copy)
    assert outcome(after, "mended") == "PASSED"
    assert after.suite_sha256 != before.suite_sha256
    assert len(closed) == 2

    told = course_copy / "assignments" / "course.yaml"
    told.write_text(told.read_text().replace("feedback: full", "feedback: names"))
    assert ours.course_at(str(course_copy)).feedback == "names"
    grade(course_copy)
    assert len(closed) == 2  # nothing of the assignment has changed


def test_the_course_is_found_from_where_the_process_stands_now(
    course_copy: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert ours.course_at("").folder == root / "assignments"
    monkeypatch.chdir(course_copy)
    assert ours.course_at("").folder == course_copy / "assignments"
    assert grade(course_copy, folder="").status == "graded"
