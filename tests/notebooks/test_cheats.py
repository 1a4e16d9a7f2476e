"""Each way to cheat nbgrader, beside what stock nbgrader gives for it."""

import html
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.notebooks.roles import SourceCell
from cli import executor_outputs
from tests.notebooks.cheats import CHEATS, TESTS
from tests.notebooks.small_course import EXECUTOR, Course, edited, notebook

# Points of 8 that stock nbgrader 0.9.6 gives for nothing; None where it loses the submission.
STOCK = {
    "dropped_asserts": 3.0, "dropped_everything": 8.0, "swallowed_errors": 0.0,
    "equal_to_all": 3.0, "number_equal_to_all": 2.0, "array_close_to_all": 2.0,
    "not_a_number": 2.0, "below_zero": 2.0, "true_as_points": 2.0, "text_as_points": 2.0,
    "object_as_points": 2.0, "nothing_as_points": 2.0, "skipped_tests": 8.0,
    "patched_numpy": 6.0, "patched_builtins": 1.0, "rewritten_helper": 1.0,
    "helper_rewritten_when_called": 1.0,
    "reads_the_tests": 6.0, "looks_up_the_stack": 2.0, "ends_the_process": None,
    "forged_points": None, "forged_roles": None, "forged_locks": 0.0, "forged_kinds": 0.0,
    "forged_names": None, "deleted_tests": None, "tests_first": 3.0, "unfinished_text": 0.0,
    "ready_outputs": 0.0, "helper_at_call": 1.0,
}  # fmt: skip
# What these do to others, stock nbgrader's gradebook and files tell.
HARM = {"writes_the_gradebook", "writes_the_source", "tests_twice"}
RIGHT = {"double": "def double(x): return 2 * x", "half": "def half(x): return x / 2"}


def _total(scores: dict[str, float | None]) -> float | None:
    earned = [points for points in scores.values() if points is not None]
    return sum(earned) if len(earned) == len(TESTS) else None


@pytest.mark.slow
def test_no_cheat_earns_anything(tmp_path):
    course = Course(tmp_path)
    source = (tmp_path / "source/hw/hw.ipynb").read_bytes()
    for name, cheat in CHEATS.items():
        course.hand_in(name, cheat)
    course.hand_in("zz_right", lambda made: edited(made, RIGHT))

    course.run("autograde", "hw")

    scores = course.scores()
    assert {name: _total(scores[name]) for name in CHEATS} == dict.fromkeys(CHEATS, 0.0)
    assert scores["zz_right"] == {"visible": 2, "hidden": 3, "helped": 1, "partial": 2}
    assert scores.keys() == {*CHEATS, "zz_right"}
    assert (tmp_path / "source/hw/hw.ipynb").read_bytes() == source
    assert _manual_scores(tmp_path) == 0


@pytest.mark.slow
def test_a_link_to_the_instructor_s_notebook_earns_nothing(tmp_path):
    course = Course(tmp_path)
    course.hand_in("right", lambda made: edited(made, RIGHT))
    for name, target in (("linked", "source/hw/hw.ipynb"), ("data", "source/hw/hw.ipynb")):
        path = course.hand_in(name, lambda made: made)
        link = path if name == "linked" else path.with_name("data.txt")
        link.unlink(missing_ok=True)
        link.symlink_to(tmp_path / target)
    said = course.run("autograde", "hw", code=1)
    assert "not graded: a link, not a file" in said
    scores = course.scores()
    assert sum(scores["right"].values()) == 8
    for name in ("linked", "data"):
        assert not any(scores.get(name, {}).values())
        assert not (tmp_path / "autograded" / name / "hw").exists()


@pytest.mark.slow
def test_stock_nbgrader_gives_this_for_them_and_is_harmed_by_some(tmp_path):
    assert STOCK.keys() | HARM == CHEATS.keys()
    course = Course(tmp_path, config="")
    source = (tmp_path / "source/hw/hw.ipynb").read_bytes()
    for name in STOCK:
        course.hand_in(name, CHEATS[name])
    # In the order of names, as nbgrader takes them: the one that ends the run comes last but one.
    assert max(STOCK) < "w"
    for name, change in {
        "w_writes_the_gradebook": CHEATS["writes_the_gradebook"],
        "w_writes_the_source": CHEATS["writes_the_source"],
        "x_right": lambda made: edited(made, RIGHT),
        "y_tests_twice": CHEATS["tests_twice"],
        "z_late": lambda made: edited(made, RIGHT),
    }.items():
        course.hand_in(name, change)

    course.run("autograde", "hw", code=None)

    scores = course.scores()
    assert {name: _total(scores[name]) for name in STOCK} == STOCK
    assert _manual_scores(tmp_path) > 0
    assert (tmp_path / "source/hw/hw.ipynb").read_bytes() != source
    assert _total(scores["x_right"]) == 8
    assert "z_late" not in scores


@pytest.mark.slow
def test_feedback_shows_no_hidden_test_and_nothing_of_what_it_called(tmp_path):
    course = Course(tmp_path)
    source = """
seen = []
def double(x):
    seen.append(str(x))
    print(x)
    return 2 * x if str(x) in '12' else str(1 / 0 + x)
"""

    def peek(made):
        made.cells.append(new_code_cell("print('seen', seen)"))
        return edited(made, {"double": source})

    course.hand_in("peeks", peek)
    course.run("autograde", "hw")
    course.run("generate_feedback", "hw")

    page = (tmp_path / "feedback/peeks/hw/hw.html").read_text(encoding="utf-8")
    told = html.unescape(re.sub("<[^>]*>", "", page.partition("<body")[2]))
    assert course.scores()["peeks"] == {"visible": 2, "hidden": 0, "helped": 0, "partial": 0}
    assert "assert double(2) == 4" in told
    assert "your code raised ZeroDivisionError in a hidden test" in told
    assert "ZeroDivisionError: division by zero" in told  # in a visible one
    assert "seen ['2', '1', '0.5']" in told  # as in a run of the visible tests alone
    for secret in ("HIDDEN", "expected", "14, 42", "double(7)", "'7'"):
        assert secret not in told, secret


@pytest.mark.slow
def test_what_a_course_hides_in_its_own_words_stays_hidden_and_markup_does_nothing(tmp_path):
    tests = """
def same(x, want):
    assert double(x) == want, f"{x} gives {want}"
same(1, 2)
# VERBORGEN
same(7123, 14246)
# OFFEN
"""
    words = (
        "c.ClearHiddenTests.begin_test_delimeter = 'VERBORGEN'\n"
        "c.ClearHiddenTests.end_test_delimeter = 'OFFEN'\n"
    )
    sources = {"hidden": tests, "helped": "assert double(0.5) == 1.0", "partial": "half(4)"}
    course = Course(tmp_path, config=EXECUTOR + words, made=edited(notebook(), sources))
    double = """
seen = []
def double(x):
    seen.append(x)
    return str(seen) if x == 0.5 else 2 * min(x, 100)
"""
    half = "def half(x): return 1000 * sum(seen)"

    def change(made):
        image = '<img src="/logout" onerror="alert(1)"><script>alert(2)</script>'
        made.metadata["language_info"] = {"name": "fan", "pygments_lexer": "fan"}
        made.cells.append(new_markdown_cell(f"# A *heading*\n\n{image}"))
        made.cells.append(new_code_cell("# VERBORGEN"))  # without an end
        return edited(made, {"double": double, "half": half})

    course.hand_in("ada", change)
    course.run("autograde", "hw")
    course.run("generate_feedback", "hw")

    assert course.scores()["ada"] == {"visible": 2, "hidden": 0, "helped": 0, "partial": 0}
    page = (tmp_path / "feedback/ada/hw/hw.html").read_text(encoding="utf-8")
    assert "a hidden test failed" in page
    told = html.unescape(re.sub("<[^>]*>", "", page.partition("<body")[2]))
    assert "assert '[2, 1, 0.5]' == 1.0" in told  # as in a run without what is hidden
    assert "this test came to 3500.0" in told
    assert "A <em>heading</em>" in page
    for secret in ("7123", "14246", "onerror", "alert(2)", "/logout"):
        assert secret not in page, secret


def test_the_name_of_an_exception_tells_nothing_of_a_hidden_test(hand_in):
    named = """
    def double(x):
        raise type(f"Seen{x}", (KeyError,), {})(x)
    """
    source = "### BEGIN HIDDEN TESTS\nassert double(42) == 84\n### END HIDDEN TESTS"
    verdict = replace(hand_in(named).test(source), is_hidden=True)
    role = SourceCell("t", source, "code", True, False, False, True, 2.0, frozenset({1, 2, 3}))
    (shown,) = executor_outputs.of_test(verdict, role, "en", seconds=5)
    assert "your code raised KeyError in a hidden test" in shown.evalue
    assert "42" not in str(shown)


def _manual_scores(folder: Path) -> int:
    with sqlite3.connect(folder / "gradebook.db") as book:
        found = book.execute("select count(*) from grade where manual_score is not null")
        (count,) = found.fetchone()
    book.close()
    return count
