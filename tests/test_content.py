"""The course's content: two languages, points that add up, stubs that earn nothing."""

import ast
import re
from pathlib import Path

import pytest

from autograder import course as courses
from autograder import submission
from autograder.course import Assignment, Course
from autograder.grading import check, grade
from autograder.model import Grading, Outcome
from autograder.yamlfile import load_yaml

SLUGS = courses.load(Path(__file__).parent.parent).slugs


@pytest.fixture(scope="module", params=SLUGS)
def assignment(request: pytest.FixtureRequest, course: Course) -> Assignment:
    return course.assignment(request.param)


def graded(assignment: Assignment, folder: Path) -> Grading:
    return grade(submission.read([folder / assignment.files[0]], assignment), assignment, seed=1)


def test_the_reference_earns_everything(assignment: Assignment) -> None:
    grading = graded(assignment, assignment.solutions)
    assert grading.points == assignment.max_points
    assert {result.outcome for result in grading.checks} == {Outcome.PASSED}


def test_the_stub_earns_nothing_and_is_not_attempted(assignment: Assignment) -> None:
    grading = graded(assignment, assignment.folder)
    assert grading.points == 0
    assert {result.outcome for result in grading.checks} == {Outcome.NOT_ATTEMPTED}


def test_the_visible_checks_pass_the_reference_and_not_the_stub(assignment: Assignment) -> None:
    name = assignment.files[0]
    right = check(submission.read([assignment.solutions / name], assignment), assignment)
    stub = check(submission.read([assignment.folder / name], assignment), assignment)
    assert {result.outcome for result in right.checks} == {Outcome.PASSED}
    assert {result.outcome for result in stub.checks} == {Outcome.NOT_ATTEMPTED}


def test_the_points_of_the_checks_add_up_to_those_of_the_tasks(assignment: Assignment) -> None:
    grading = graded(assignment, assignment.solutions)
    for task in assignment.tasks:
        points = sum(
            result.check.points for result in grading.checks if result.check.task == task.id
        )
        assert points == pytest.approx(task.points), task.id


@pytest.mark.parametrize("tree", ["folder", "solutions"])
def test_every_check_has_a_korean_title_and_no_title_is_left_over(
    assignment: Assignment, tree: str
) -> None:
    folder = getattr(assignment, tree)
    suite = next(folder.glob("test_*.py"))
    marked = re.findall(r'mark\.check\(\s*"([\w-]+)"', suite.read_text(encoding="utf-8"))
    titles = load_yaml(folder / "ko.yaml")
    assert sorted(titles) == sorted(marked)
    assert all(re.search("[가-힣]", title) for title in titles.values())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_handout_explains_every_task(assignment: Assignment, language: str) -> None:
    text = assignment.handout(language).read_text(encoding="utf-8")  # type: ignore[arg-type]
    for task in assignment.tasks:
        anchor = task.handout.removeprefix("#")
        assert f'id="{anchor}"' in text, f"no anchor {anchor}"
    for command in ("start", "check", "submit"):
        assert f"grade {command}" in text


def test_figures_of_the_handout_exist(assignment: Assignment) -> None:
    for language in ("en", "ko"):
        text = assignment.handout(language).read_text(encoding="utf-8")  # type: ignore[arg-type]
        for link in re.findall(r"\]\(([\w.-]+\.svg)\)", text):
            assert (assignment.folder / link).is_file(), link


def signatures(path: Path) -> dict[str, list[str]]:
    """Parameters and defaults of each function, without its annotations."""
    found = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args]
            found[node.name] = names + [ast.unparse(default) for default in node.args.defaults]
    return found


def test_stub_and_reference_have_the_declared_functions(assignment: Assignment) -> None:
    stub = signatures(assignment.folder / assignment.files[0])
    reference = signatures(assignment.solutions / assignment.files[0])
    for name in assignment.functions:
        assert stub[name] == reference[name]
    assert set(stub) == set(assignment.functions)


def test_the_stub_has_a_todo_for_every_task(assignment: Assignment) -> None:
    text = (assignment.folder / assignment.files[0]).read_text(encoding="utf-8")
    for task in assignment.tasks:
        assert f"TODO task {task.id}" in text
        assert re.search(rf'NotImplementedError\("task {task.id}: ', text)
