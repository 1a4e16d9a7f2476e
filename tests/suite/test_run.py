"""Running a suite: one result for each check, whatever the submission or the check does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder import course as courses
from autograder import submission
from autograder.course import Assignment
from autograder.errors import SuiteError
from autograder.grading import grade
from autograder.model import Grading, Outcome

STUB = '''
def area(w, h):
    """Return an area."""
    raise NotImplementedError("task 1: area")


def pair(w):
    """Return a number and a cache."""
    raise NotImplementedError("task 1: pair")
'''
REFERENCE = """
def area(w, h):
    if w < 0:
        raise ValueError("negative")
    return w * h


def pair(w):
    return float(w), {"w": w}
"""
HEAD = """
import numpy as np
import pytest
from autograder.suite import assert_close, assert_inputs_unchanged, must_raise

"""
YAML = """
title: {en: Area, ko: 넓이}
files: [area.py]
tasks:
  - {id: 1, title: {en: Area, ko: 넓이}, points: 1, hint: {en: h, ko: h}, handout: "#area"}
functions:
  area: {returns: number}
  pair: {returns: [number, handle]}
"""
COURSE = """
title: {en: T, ko: T}
languages: [en, ko]
timezone: UTC
assignments: [{slug: area}]
"""
FAKE_ERROR = "class ValueError(Exception): pass\ndef area(w, h): raise ValueError"
Run = Callable[..., Grading]


@pytest.fixture
def area(tmp_path: Path) -> Path:
    """A small course whose suite a test writes."""
    for name, text in {
        "assignments/course.yaml": COURSE,
        "assignments/area/assignment.yaml": YAML,
        "assignments/area/area.py": STUB,
        "solutions/area/area.py": REFERENCE,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(area: Path) -> Run:
    def run_suite(suite: str, source: str = REFERENCE, **options: Any) -> Grading:
        (area / "solutions/area/test_hidden.py").write_text(HEAD + suite, encoding="utf-8")
        assignment: Assignment = courses.load(area).assignment("area")
        handed_in = submission.from_files({"area.py": source.encode()}, assignment)
        return grade(handed_in, assignment, seed=1, level="limits", **options)

    return run_suite


def one(body: str, arguments: str = "student") -> str:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    mark = '@pytest.mark.check("it", task=1, points=1)'
    return f'{mark}\ndef test_it({arguments}):\n    """It holds."""\n{lines}\n'


def only(grading: Grading) -> tuple[Outcome, str | None]:
    (result,) = grading.checks
    return result.outcome, result.finding.reason if result.finding else None


def test_a_check_that_breaks_on_the_reference_too_is_our_fault(run: Run) -> None:
    grading = run(one("student.area(2, 3)\n{}['x']"))
    assert only(grading) == (Outcome.INTERNAL_ERROR, "internal")
    assert grading.status == "failed"
    assert grading.points is None


def test_a_check_that_breaks_on_the_submission_alone_is_its_fault(run: Run) -> None:
    suite = one("{6.0: 1}[student.area(2, 3)]")
    assert only(run(suite)) == (Outcome.PASSED, None)
    assert only(run(suite, "def area(w, h): return 7")) == (Outcome.FAILED, "unusable")


def test_a_check_that_breaks_elsewhere_on_the_reference_is_not_excused(run: Run) -> None:
    suite = one("if student.area(2, 3) == 6.0:\n    {}['x']\n{}['y']")
    assert only(run(suite, "def area(w, h): return 7")) == (Outcome.FAILED, "unusable")


def test_a_bare_assertion_fails_without_words_of_the_check(run: Run) -> None:
    grading = run(one("assert student.area(2, 3) == 6.0, 'SECRET'"), "def area(w, h): return 7")
    assert only(grading) == (Outcome.FAILED, "bare")
    assert "SECRET" not in grading.model_dump_json()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def area(w, h): raise ValueError", (Outcome.PASSED, None)),
        ("class E(ValueError): pass\ndef area(w, h): raise E", (Outcome.PASSED, None)),
        ("def area(w, h): return 1", (Outcome.FAILED, "did-not-raise")),
        ("def area(w, h): raise KeyError", (Outcome.FAILED, "raised-other")),
        (FAKE_ERROR, (Outcome.FAILED, "raised-other")),
        ("import os\ndef area(w, h): os._exit(0)", (Outcome.ERROR, "died-exit")),
        ("raise ValueError", (Outcome.ERROR, "loading-raised")),
        (STUB, (Outcome.NOT_ATTEMPTED, "not-attempted")),
        ("", (Outcome.ERROR, "missing")),
    ],
)  # fmt: skip
def test_only_the_expected_exception_counts(run: Run, source: str, expected: Any) -> None:
    suite = one("with must_raise(ValueError):\n    student.area(-1, 2)")
    assert only(run(suite, source or "x = 1")) == expected


def test_not_even_a_check_that_catches_everything_passes_a_crash(run: Run) -> None:
    suite = one("with pytest.raises(Exception):\n    student.area(-1, 2)")
    assert only(run(suite, "import os\ndef area(w, h): os._exit(0)")) == (
        Outcome.ERROR,
        "died-exit",
    )


@pytest.mark.parametrize(
    ("value", "got"),
    [
        ("'6'", "str"), ("[6]", "[int]"), ("(1, 2, 3)", "(int, int, int)"),
        ("iter([])", "list_iterator"), ("True", "bool"), ("1j", "complex"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_named(run: Run, value: str, got: str) -> None:
    grading = run(one("student.area(2, 3)"), f"def area(w, h): return {value}")
    assert only(grading) == (Outcome.FAILED, "kind")
    finding = grading.checks[0].finding
    assert finding
    assert finding.expected == "float"
    assert finding.got is not None
    assert finding.got.startswith(got)


@pytest.mark.parametrize(
    ("value", "reason", "expected", "got"),
    [
        ("None", "kind-none", "(float, object)", "None"),
        ("(None, 1)", "kind-part", "float", "None"),
        ("('x', 1)", "kind-part", "float", "str"),
        ("1.0", "kind", "(float, object)", "float"),
        ("(1.0, 2, 3)", "kind", "(float, object)", "(float, object, int)"),
    ],
)
def test_a_wrong_part_is_named(run: Run, value: str, reason: str, expected: str, got: str) -> None:
    grading = run(one("student.pair(2)"), f"def pair(w): return {value}")
    finding = grading.checks[0].finding
    assert finding
    assert (finding.reason, finding.expected, finding.got) == (reason, expected, got)


def test_numbers_come_in_many_forms(run: Run) -> None:
    for value in ("6", "6.0", "__import__('numpy').float32(6)", "__import__('numpy').array(6)"):
        grading = run(
            one("assert_close(student.area(2, 3), 6.0)"), f"def area(w, h): return {value}"
        )
        assert only(grading) == (Outcome.PASSED, None)


def test_a_skipped_check_earns_nothing(run: Run) -> None:
    grading = run(one("pytest.skip('no')"))
    assert only(grading) == (Outcome.SKIPPED, "skipped")
    assert grading.points == 0


@pytest.mark.parametrize(
    "suite",
    [
        "def test_it(student):\n    '''No mark.'''\n",
        "@pytest.mark.check('a', task=1, points=1)\ndef test_it(student):\n    pass\n",
        "syntax error here\n",
        "import no_such_module_anywhere\n",
        "x = 1\n",
        one("pass") + one("pass").replace("test_it", "test_other"),
    ],
)
def test_a_broken_suite_is_our_fault_and_says_so(run: Run, suite: str) -> None:
    with pytest.raises(SuiteError):
        run(suite)


def test_the_order_of_checks_does_not_change_what_they_draw(run: Run) -> None:
    draw = one("assert_close(student.area(rng.random(), 1.0), 0.0)", "student, rng")
    other = draw.replace('"it"', '"other"').replace("test_it", "test_other")
    wrong = "def area(w, h): return w + 1"
    first = run(draw + other, wrong).checks
    second = run(other + draw, wrong).checks
    assert [r.finding for r in first] == [r.finding for r in reversed(second)]


def test_settings_and_files_beside_the_suite_are_not_obeyed(
    run: Run, area: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = area / "solutions/area"
    (folder / "conftest.py").write_text("raise SystemExit(9)")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option")
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    assert only(run(one("student.area(2, 3)"))) == (Outcome.PASSED, None)


def test_a_suite_may_bring_fixtures_of_its_own(run: Run) -> None:
    suite = (
        "@pytest.fixture\ndef rng(): return 2.0\n"
        "@pytest.fixture(autouse=True)\ndef before(): seen.append(1)\n"
        "seen = []\n" + one("assert rng == 2.0 and seen\nstudent.area(rng, 3)", "student, rng")
    )
    assert only(run(suite)) == (Outcome.PASSED, None)


def test_a_check_may_have_parameters(run: Run) -> None:
    mark = "@pytest.mark.parametrize('side', [2.0])\n"
    suite = mark + one("assert student.area(side, 3) == 6.0", "student, side")
    assert only(run(suite)) == (Outcome.PASSED, None)


TOGETHER = """
asked = [student.later.area(n, 1) for n in range(4)]
asked += [student.later.pair(2.0)]
assert_close([each.result() for each in asked[:4]], [0, 1, 2, 3], what="areas")
assert_close(asked[4].result()[0], 2.0)
"""


def test_calls_can_be_made_together(run: Run) -> None:
    assert only(run(one(TOGETHER))) == (Outcome.PASSED, None)


def test_a_death_among_several_calls_is_told_of_the_right_one(run: Run) -> None:
    source = "import os\ndef area(w, h): return os._exit(3) if w == 2 else w\n"
    grading = run(one(TOGETHER), source)
    assert only(grading) == (Outcome.ERROR, "died-exit")
    (result,) = grading.checks
    assert result.finding
    assert result.finding.call == "area(w=2, h=1)"


def test_what_nobody_waited_for_does_not_reach_the_next_check(run: Run) -> None:
    first = one(
        "student.later.area(5, 5)\nassert student.area(1, 1) == 1.0\nstudent.later.area(7, 7)"
    )
    second = one("assert student.area(2, 2) == 4.0").replace("it", "two")
    grading = run(first + second)
    assert [result.outcome for result in grading.checks] == [Outcome.PASSED] * 2
