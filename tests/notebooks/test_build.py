"""The notebook of an assignment: what nbgrader relies on, and that its solutions are solutions."""

import ast
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder import course as courses
from autograder import notebook
from autograder.course import Assignment, Course
from autograder.errors import CourseError
from autograder.model import Check, Outcome
from autograder.notebooks import build
from autograder.suite.run import Suite
from tests.in_process import results_here

SLUGS = ["perceptron", "xor_mlp", "conv2d", "sizing", "max_pool"]
CHECKS = [
    Check(id="first", task=1, points=2.5, titles={}),
    Check(id="other", task=2, points=1, titles={}),
]


def cells(content: bytes) -> list[dict[str, Any]]:
    """The cells, each with its source as one text and nbgrader's marks at hand."""
    return [
        {**cell, "source": "".join(cell["source"]), "marks": cell["metadata"]["nbgrader"]}
        for cell in json.loads(content)["cells"]
    ]


def source_of(assignment: Assignment, language: str = "en") -> list[dict[str, Any]]:
    return cells(build.source_notebook(assignment, language, f"{assignment.slug}.ipynb", CHECKS))


def student_of(assignment: Assignment, language: str = "en") -> list[dict[str, Any]]:
    return cells(build.student_notebook(assignment, language, f"{assignment.slug}.ipynb"))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_source_earns_every_point(course: Course, tmp_path: Path, slug: str) -> None:
    assignment = course.assignment(slug)
    content = build.source_notebook(assignment, "en", f"{slug}.ipynb", CHECKS)
    module = notebook.to_module(content, f"{slug}.ipynb", 1_000_000)
    assert module.notes == ()
    path = tmp_path / f"{slug}.py"
    path.write_bytes(module.source)
    with Suite(assignment.hidden_suite, assignment) as suite:
        (results,) = results_here(path, assignment, suite, [1])
    assert {result.outcome for result in results} == {Outcome.PASSED}


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("slug", SLUGS)
def test_one_test_cell_follows_the_last_function_of_each_task(
    course: Course, slug: str, language: str
) -> None:
    assignment = course.assignment(slug)
    found = source_of(assignment, language)
    tests = [cell for cell in found if cell["marks"]["grade"]]
    assert [cell["marks"]["grade_id"] for cell in tests] == [
        f"task-{task.id}" for task in assignment.tasks
    ]
    for cell, task in zip(tests, assignment.tasks, strict=True):
        assert cell["marks"]["points"] == task.points
        assert f"%grade check {slug} --task {task.id}" in cell["source"].split("\n")
        assert (cell["marks"]["locked"], cell["marks"]["solution"]) == (True, False)
        before = found[: found.index(cell)]
        written = "".join(each["source"] for each in before)
        assert f'"task {task.id}: ' in written
        after = "".join(each["source"] for each in found[found.index(cell) :])
        assert f'"task {task.id}: ' not in after
        text = next(e for e in before if e["marks"]["grade_id"] == f"handout-task-{task.id}")
        assert f'id="{task.handout[1:]}"' in text["source"]


@pytest.mark.parametrize("slug", SLUGS)
def test_hidden_checks_are_named_and_no_more(course: Course, slug: str) -> None:
    (first, second, *_) = [
        cell["source"] for cell in source_of(course.assignment(slug)) if cell["marks"]["grade"]
    ]
    region = "### BEGIN HIDDEN TESTS\n# first: 2.5\n### END HIDDEN TESTS"
    assert first.endswith(region)
    assert "# other: 1\n" in second
    assert "first" not in second


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("slug", SLUGS)
def test_a_student_finds_the_stub_and_nothing_of_the_reference(
    course: Course, slug: str, language: str
) -> None:
    assignment = course.assignment(slug)
    found = student_of(assignment, language)
    solutions = [cell for cell in found if cell["marks"]["solution"]]
    code = "\n".join(cell["source"] for cell in solutions)
    stub = ast.parse((assignment.folder / f"{slug}.py").read_text(encoding="utf-8"))
    assert ast.dump(ast.parse(code)) == ast.dump(ast.Module(stub.body[1:], []))
    everything = "".join(cell["source"] for cell in found)
    assert "SOLUTION" not in everything
    assert "HIDDEN" not in everything
    assert code.count(build.room(language)) == len(solutions)


@pytest.mark.parametrize("slug", SLUGS)
def test_ids_are_unique_and_the_same_in_every_kind_and_language(course: Course, slug: str) -> None:
    assignment = course.assignment(slug)
    wanted = [cell["marks"]["grade_id"] for cell in source_of(assignment)]
    assert len(set(wanted)) == len(wanted)
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name) for name in wanted)
    for others in (
        source_of(assignment, "ko"),
        student_of(assignment),
        student_of(assignment, "ko"),
    ):
        assert [cell["marks"]["grade_id"] for cell in others] == wanted
        assert [cell["id"] for cell in others] == wanted


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("slug", SLUGS)
def test_the_whole_handout_is_there_but_for_the_words_about_files(
    course: Course, slug: str, language: str
) -> None:
    assignment = course.assignment(slug)
    texts = [c["source"] for c in student_of(assignment, language) if c["cell_type"] == "markdown"]
    shown = "\n".join(texts)
    handout = assignment.handout(language).read_text(encoding="utf-8")
    start = re.search(r"(?ms)^## [^\n]*\n\n```text\ngrade start.*?```\n(.*?)(?=^\|)", handout)
    assert start
    missing = [line for line in handout.splitlines() if line and line not in shown]
    assert set(missing) <= set(start[0].splitlines())
    assert f"{slug}.py" not in shown
    assert "test_public.py" not in shown
    assert f"grade submit {slug} {slug}.ipynb" in shown.replace("\n", " ")
    for figure in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", shown):
        assert Path(figure) in assignment.figures


def sizing_of(course_copy: Path) -> Assignment:
    """The assignment of a course whose files a test has changed."""
    return courses.load(course_copy).assignment("sizing")


STUB = '''"""Doc."""
import math

LIMIT = 3  # given


class Given:
    """Given too."""


def helper(n):
    """Given as well."""
    return n + 1


# About it.
def output_size(n):  # TODO task 1: count
    raise NotImplementedError("task 1: output_size")


def same_padding(f):
    """Doc."""
    # TODO task 2: solve
    raise NotImplementedError("task 2: same_padding")


def again(f):
    # TODO task 1: once more
    raise NotImplementedError("task 1: again")
'''
REFERENCE = '''"""Doc."""
import math
import sys

LIMIT = 3


class Given:
    """Given too."""


def helper(n):
    """Given as well."""
    return n + 1


def output_size(n): return n  # on one line


def same_padding(f):
    """Doc."""
    # Why.
    if f:
        return """
text"""


def again(f):
  return f
'''


def test_stubs_and_references_of_any_form(course_copy: Path) -> None:
    for tree, text in (("assignments", STUB), ("solutions", REFERENCE)):
        (course_copy / tree / "sizing/sizing.py").write_text(text, encoding="utf-8")
    assignment = sizing_of(course_copy)
    found = {cell["marks"]["grade_id"]: cell["source"] for cell in source_of(assignment)}
    first = found["solution-imports"]
    assert "LIMIT = 3  # given" in first
    assert "class Given" in first
    assert first.count("def helper") == 1
    assert first.index("### BEGIN SOLUTION") < first.index("import sys")
    assert "    # Why.\n" in found["solution-same_padding"]
    assert "    return\n    ### END SOLUTION" in found["solution-same_padding"]
    assert found["solution-output_size"].startswith("# About it.\ndef output_size")
    names: dict[str, Any] = {}
    for name, source in found.items():
        if name.startswith("solution-"):
            exec(compile(source, name, "exec"), names)
    assert (names["output_size"](5), names["same_padding"](1), names["again"](2)) == (
        5,
        "\ntext",
        2,
    )
    assert names["same_padding"](0) is None
    # The test of task 1 waits for its last function; tasks without a function come at the end.
    order = list(found)
    assert order.index("solution-again") < order.index("task-1")
    assert order[-1] == "handout-end"
    assert order.index("task-3") < order.index("handout-task-4")


@pytest.mark.parametrize(
    ("tree", "text", "key"),
    [
        ("assignments", "def f(:\n", "source-unreadable"),
        ("assignments", "def f():\n    # TODO task 9: x\n    raise E\n", "stub-task"),
        ("solutions", "x = 1\n", "reference-function"),
    ],
)
def test_what_does_not_fit_is_named(course_copy: Path, tree: str, text: str, key: str) -> None:
    (course_copy / tree / "sizing/sizing.py").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        source_of(sizing_of(course_copy))
    assert caught.value.key == key


def test_a_handout_without_the_usual_sections(course_copy: Path) -> None:
    handout = "# Title\n\nWords.\n\n```sh\n# no heading\n```\n"
    assignment = sizing_of(course_copy)
    (course_copy / "assignments/sizing/README.md").write_text(handout, encoding="utf-8")
    shutil.rmtree(course_copy / "solutions")  # a student has none
    found = {cell["marks"]["grade_id"]: cell["source"] for cell in student_of(assignment)}
    assert found["handout-intro"].startswith("# Title\n\nWords.")
    assert "%grade check sizing" in found["handout-intro"]
    assert found["handout-task-2"] == f"## {assignment.task(2).title.en}"
    assert "handout-end" not in found
