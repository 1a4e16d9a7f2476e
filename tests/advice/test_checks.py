"""A rule that earns points is a check: graded, recorded, and held by `grade course check`."""

from pathlib import Path

import pytest

from autograder import course as courses
from autograder import grading, submission
from autograder.course import Assignment
from autograder.course_check import check_course
from autograder.errors import SuiteError
from autograder.model import CheckResult, Grading, Outcome

ROOT = Path(__file__).parents[2]
RIGHT = (ROOT / "tests/submissions/conv2d/right/loops.py").read_bytes()
CLUMSY = (ROOT / "tests/submissions/conv2d/right/seven_loops.py").read_bytes()
# The points of a check of task 1 go to two rules.
RULES = """
advice:
  without: [nested-loops]
  checks:
    - {rule: forbidden-import, task: 1, points: 0.25}
    - {rule: nested-loops, task: 1, points: 0.75}
"""


@pytest.fixture
def assignment(course_copy: Path) -> Assignment:
    """Conv2d, with two rules as checks that take over the points of another check."""
    path = course_copy / "assignments/conv2d/assignment.yaml"
    path.write_text(path.read_text(encoding="utf-8") + RULES, encoding="utf-8")
    suite = course_copy / "solutions/conv2d/test_hidden.py"
    text = suite.read_text(encoding="utf-8")
    assert "task=1, points=1)" in text
    suite.write_text(text.replace("task=1, points=1)", "task=1, points=0)", 1), encoding="utf-8")
    return courses.load(course_copy).assignment("conv2d")


def graded(assignment: Assignment, source: bytes) -> Grading:
    handed_in = submission.from_files({"conv2d.py": source}, assignment)
    return grading.grade(handed_in, assignment, seed=1)


def rule_results(found: Grading) -> dict[str, CheckResult]:
    return {
        result.check.id: result
        for result in found.checks
        if result.check.id in ("forbidden-import", "nested-loops")
    }


def test_a_rule_that_holds_earns_its_points(assignment: Assignment) -> None:
    found = graded(assignment, RIGHT)
    assert found.points == 20
    assert found.advice == ()
    assert {result.outcome for result in rule_results(found).values()} == {Outcome.PASSED}


def test_a_rule_that_is_broken_loses_them_and_names_the_places(assignment: Assignment) -> None:
    found = graded(assignment, CLUMSY)
    assert found.points == 19.25
    result = rule_results(found)["nested-loops"]
    assert (result.outcome, result.points) == (Outcome.FAILED, 0)
    assert result.finding
    assert result.finding.reason == "nested-loops"
    assert [place.text for place in result.finding.trace] == ["for n in range(N):"] * 2
    assert found.advice == ()  # left out


def test_a_file_that_cannot_be_loaded_earns_nothing(assignment: Assignment) -> None:
    for source, outcome in [
        (b"def f(:", Outcome.ERROR),
        (b"import torch", Outcome.ERROR),
        (b"while True: pass", Outcome.TIMEOUT),
        ((assignment.folder / "conv2d.py").read_bytes(), Outcome.NOT_ATTEMPTED),
    ]:
        limits = assignment.limits.model_copy(update={"call_seconds": 1.0})
        found = graded(assignment.model_copy(update={"limits": limits}), source)
        assert found.points == 0
        assert {result.outcome for result in rule_results(found).values()} == {outcome}


def test_what_no_rule_can_read_earns_no_rule_its_points(assignment: Assignment) -> None:
    found = graded(assignment, RIGHT + b"\nx = (" + b"-" * 200 + b"1)\n")
    assert found.points == 19
    for result in rule_results(found).values():
        assert result.finding
        assert result.finding.reason == "source-unread"


def test_visible_checks_show_the_rules_without_points(assignment: Assignment) -> None:
    handed_in = submission.from_files({"conv2d.py": CLUMSY}, assignment)
    results = rule_results(grading.check(handed_in, assignment))
    assert results["forbidden-import"].outcome is Outcome.PASSED
    assert results["nested-loops"].outcome is Outcome.FAILED
    assert {result.check.points for result in results.values()} == {0}


def test_a_check_of_the_suite_may_not_have_the_id_of_a_rule(assignment: Assignment) -> None:
    suite = assignment.hidden_suite
    text = suite.read_text(encoding="utf-8")
    first = text.split('pytest.mark.check("', 1)[1].partition('"')[0]
    suite.write_text(text.replace(f'"{first}"', '"nested-loops"'), encoding="utf-8")
    with pytest.raises(SuiteError, match="nested-loops"):
        graded(assignment, RIGHT)


def test_the_course_check_counts_the_points_of_rules(
    assignment: Assignment, course_copy: Path
) -> None:
    def faults() -> list[tuple[str, str]]:
        report = check_course(courses.load(course_copy), ["conv2d"])
        return [(fault.key, fault.place) for fault in report.assignments[0].faults]

    assert faults() == []
    path = assignment.folder / "assignment.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("points: 0.75", "points: 0.5"), encoding="utf-8")
    assert faults() == [("points-differ", "tasks.0.points")]


def test_the_course_check_holds_the_reference_to_the_rules(
    assignment: Assignment, course_copy: Path
) -> None:
    reference = course_copy / "solutions/conv2d/conv2d.py"
    reference.write_bytes(CLUMSY)
    report = check_course(courses.load(course_copy), ["conv2d"])
    faults = [fault for fault in report.assignments[0].faults if fault.key == "reference-outcome"]
    assert [fault.place for fault in faults] == ["nested-loops"]
