"""What `assignment.yaml` says of the rules: which, which modules, how deep, and its faults."""

from pathlib import Path

import pytest

from autograder import course as courses
from autograder import words
from autograder.errors import CourseError
from autograder.rules import FORBIDDEN_IMPORTS, RULES
from autograder.words import catalogue
from tests.advice.conftest import Advise

TORCH = "import torch\nimport pandas\n"
LOOPS = """
def f(x, y):
    for n in x:
        for i in x:
            for j in x:
                y[n, i, j] = x[n, i, j]
"""


def rules_of(advise: Advise, source: str, **settings: object) -> list[str]:
    return [each.rule for each in advise(source, **settings).every]


def test_every_rule_has_words_and_no_words_lack_a_rule() -> None:
    assert set(catalogue("advice")) == set(RULES)
    for texts in catalogue("advice").values():
        assert set(texts) == {"title", "message", "hint"}
    assert not set(RULES) & set(catalogue("findings"))  # a finding may have the name of either


def test_a_rule_can_be_left_out(advise: Advise) -> None:
    assert rules_of(advise, TORCH) == ["forbidden-import"]
    assert rules_of(advise, TORCH, without=["forbidden-import"]) == []


def test_a_rule_that_is_left_out_may_still_be_a_check(advise: Advise) -> None:
    check = {"rule": "forbidden-import", "task": 1, "points": 1}
    advised = advise(TORCH, without=["forbidden-import"], checks=[check])
    assert [each.rule for each in advised.every] == ["forbidden-import"]


def test_modules_stand_in_place_of_ours(advise: Advise) -> None:
    found = advise(TORCH, forbidden_imports=["pandas"]).every
    assert [each.values["module"] for each in found] == ["pandas"]
    assert "torch" in FORBIDDEN_IMPORTS


def test_the_depth_of_loops_can_be_set(advise: Advise) -> None:
    assert rules_of(advise, LOOPS) == []
    assert rules_of(advise, LOOPS, nested_loops=3) == ["nested-loops"]


def test_a_second_file_is_read_too_but_nothing_in_it_is_graded(advise: Advise) -> None:
    found = advise("x = 1\n", "import torch\ndef conv2d_forward(x):\n    x[0] = 1\n").every
    assert [(each.rule, each.place.file) for each in found] == [("forbidden-import", "other.py")]


def settled(course_copy: Path, text: str) -> None:
    """Add a line to an assignment and read it."""
    path = course_copy / "assignments/conv2d/assignment.yaml"
    path.write_text(path.read_text(encoding="utf-8") + text + "\n", encoding="utf-8")
    courses.load(course_copy).assignment("conv2d")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "advice: {without: [no-such-rule]}",
            ["no-such-rule", "'nested-loops'", "advice.without.0"],
        ),
        ("advice: {of: [nested-loops]}", ["unknown key `of`"]),
        ("advice: {nested_loops: 1}", [">= 2", "advice.nested_loops"]),
        ("advice: {forbidden_imports: ['import torch']}", ["advice.forbidden_imports.0"]),
        ("advice: {checks: [{rule: nested-loops, task: 3, points: 1}]}", ["task that is there"]),
        ("advice: {checks: [{rule: nested-loops, task: 1, points: -1}]}", [">= 0"]),
        ("advice: {checks: [{rule: nested-loops, task: 1}]}", ["`points` is missing"]),
        (
            "advice: {checks: [{rule: nested-loops, task: 1, points: 1},"
            " {rule: nested-loops, task: 2, points: 1}]}",
            ["each rule once", "advice.checks"],
        ),
    ],
)
def test_a_fault_is_named(course_copy: Path, text: str, parts: list[str]) -> None:
    with pytest.raises(CourseError) as caught:
        settled(course_copy, text)
    said = words.error(caught.value, "en").message
    assert words.error(caught.value, "ko").message != said
    for part in [*parts, "conv2d/assignment.yaml"]:
        assert part in said, said


def test_settings_are_read(course_copy: Path) -> None:
    settled(
        course_copy, "advice: {without: [nested-loops], forbidden_imports: [], nested_loops: 7}"
    )
    advice = courses.load(course_copy).assignment("conv2d").advice
    assert (advice.without, advice.forbidden_imports, advice.nested_loops) == (
        ["nested-loops"],
        [],
        7,
    )
