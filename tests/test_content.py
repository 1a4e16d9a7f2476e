"""The course's content: `grade course check` finds no fault, and the words suit this course.

What the samples must earn is in `test_submissions.py`, over many seeds.
"""

import ast

import pytest

from autograder.course import Course
from autograder.course_check import check_course


def test_the_course_checks_itself(course: Course) -> None:
    report = check_course(course)
    every = [*report.faults, *(fault for each in report.assignments for fault in each.faults)]
    assert [fault for fault in every if fault.severity == "fault"] == []
    assert all(each.checks for each in report.assignments)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_handouts_name_the_commands(course: Course, language: str) -> None:
    for assignment in course.all_assignments():
        text = assignment.handout(language).read_text(encoding="utf-8")  # type: ignore[arg-type]
        for command in ("start", "check", "submit"):
            assert f"grade {command}" in text, assignment.slug


def test_a_stub_has_the_declared_functions_and_no_others(course: Course) -> None:
    for assignment in course.all_assignments():
        stub = ast.parse((assignment.folder / assignment.files[0]).read_bytes())
        names = {node.name for node in stub.body if isinstance(node, ast.FunctionDef)}
        assert names == set(assignment.functions)
