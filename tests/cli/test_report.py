"""Reports are rendered from the record alone, whatever a student wrote into it."""

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from autograder.course import load
from autograder.model import (
    Counterexample,
    GradeReport,
    Isolation,
    Outcome,
    ReportedCheck,
    SourceLine,
)
from cli import report as rendering
from cli.page import Page, points
from cli.terminal import FANCY, PLAIN

ENGLISH = Page(language="en", signs=FANCY, zone="Asia/Seoul")
CALL = Counterexample(call="conv2d_forward(x (1, 1, 3, 3))", expected="1", got="2")


def check(name, *, task=1, outcome=Outcome.PASSED, **rest):
    earned = {Outcome.PASSED: 1.0, Outcome.INTERNAL_ERROR: None}.get(outcome, 0.0)
    return ReportedCheck(
        id=name,
        title=f"The {name}.",
        task=task,
        outcome=outcome,
        points=earned,
        max_points=1,
        seconds=0.1,
        **rest,
    )


def report(*checks, **rest):
    known = {
        "id": "0123456789abcdef",
        "assignment": "conv2d",
        "student": "alice",
        "attempt": 2,
        "submitted_at": datetime(2026, 11, 22, 3, 2, tzinfo=UTC),
        "status": "graded",
        "points": sum(check.points or 0 for check in checks),
        "max_points": 20.0,
        "late_penalty": 0.0,
        "checks": checks,
        "isolation": Isolation(level="jail", layers=("bubblewrap", "seccomp")),
        "source_sha256": "a",
        "suite_sha256": "b",
        "toolkit_version": "0.1.0",
        "seconds": 0.42,
    }
    return GradeReport(**{**known, **rest})


@pytest.fixture
def shown(course):
    """Return a function that renders a report to text."""
    assignment = load(course).assignment("conv2d")

    def render(record, page=ENGLISH, view=rendering.graded, encoding="utf-8"):
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        Console(file=stream, width=90, markup=False, emoji=False).print(
            view(record, assignment, page)
        )
        stream.flush()
        return stream.buffer.getvalue().decode(encoding)

    return render


def test_a_report_says_who_what_and_how_much(shown):
    text = shown(report(check("stride"), check("pad", task=2)))
    assert "alice, attempt 2, 2026-11-22 12:02 KST" in text
    assert "2 / 20 points  ██░" in text
    assert "isolation: jail (bubblewrap, seccomp), 0.4 s" in text
    assert "grade show 01234567" in text
    assert text.index("Task 1: Forward") < text.index("The stride.") < text.index("Task 2")


def test_a_failure_says_call_expected_got_where_and_hint(shown):
    failed = check(
        "pad",
        outcome=Outcome.FAILED,
        message="`out` is wrong",
        hint="look at pad",
        counterexample=CALL,
        trace=(SourceLine(file="conv2d.py", line=12, text="dx = dx[:, :, pad:-pad]"),),
        printed="debug 1\ndebug 2\n",
    )
    lines = [line.split() for line in shown(report(failed)).splitlines()]
    assert ["called", "conv2d_forward(x", "(1,", "1,", "3,", "3))"] in lines
    assert ["expected", "1"] in lines
    assert ["got", "2"] in lines
    assert ["hint", "look", "at", "pad"] in lines
    assert ["at", "conv2d.py:12", "dx", "=", "dx[:,", ":,", "pad:-pad]"] in lines
    assert ["printed", "debug", "1"] in lines
    assert ["debug", "2"] in lines


def test_labels_are_korean_in_a_korean_report(shown):
    failed = check("pad", outcome=Outcome.FAILED, message="m", hint="h", counterexample=CALL)
    text = shown(report(failed), Page(language="ko", signs=FANCY, zone="Asia/Seoul"))
    for word in ("호출", "기대", "결과", "도움말", "2번째 제출", "0 / 20점"):
        assert word in text


def test_one_cause_is_explained_once(shown):
    def broken(name, task):
        call = Counterexample(call=f"f({name})")
        return check(
            name,
            task=task,
            outcome=Outcome.ERROR,
            message="invalid syntax",
            hint="mend it",
            counterexample=call,
        )

    text = shown(report(*(broken(name, 1 if name < "c" else 2) for name in "abcde")))
    assert text.count("invalid syntax") == 1
    assert "1 more with the same cause: The b" in text
    assert "3 more with the same cause: The c; The d; The e" in text
    assert "0 / 3" in text


def place(line, text="return a @ b"):
    return (SourceLine(file="conv2d.py", line=line, text=text, function="f"),)


def test_one_exception_at_one_line_is_one_cause(shown):
    def broken(name, message, line, **rest):
        return check(
            name, outcome=Outcome.ERROR, message=message, hint="mend it", trace=place(line), **rest
        )

    text = shown(
        report(
            broken("a", "`f` raised ValueError: (2, 3) and (7,) do not fit", 12),
            check("b"),
            broken("c", "`f` raised KeyError: 3", 12),
            broken("d", "`g` raised ValueError: (4, 5) and (6,) do not fit", 12),
            broken("e", "`g` raised ValueError: other", 12, task=2),
            broken("h", "`g` raised ValueError: elsewhere", 40, task=2),
        )
    )
    assert text.count("ValueError") == 2
    assert "1 more with the same cause (conv2d.py:12): The d" in text
    assert "1 more with the same cause (conv2d.py:12): The e" in text
    assert text.index("The a.") < text.index("The d") < text.index("The b.") < text.index("The c.")


def test_a_shape_is_one_cause_whatever_its_numbers(shown):
    def wrong(name, message="`out` has the wrong shape", sizes=(4, 5), function="f"):
        case = Counterexample(
            call=f"{function}(x ({sizes[0]}))",
            expected=f"shape ({sizes[0]})",
            got=f"shape ({sizes[1]})",
        )
        return check(name, outcome=Outcome.FAILED, message=message, counterexample=case)

    text = shown(
        report(
            wrong("a"),
            wrong("b", "`dx` has the wrong shape"),
            wrong("c", sizes=(8, 9)),
            wrong("d", function="g"),
        )
    )
    assert text.count("same cause") == 1
    assert "1 more with the same cause: The c" in text


def test_a_kind_is_one_cause_and_values_are_not(shown):
    def wrong(name, expected, got):
        case = Counterexample(call=f"f({name})", expected=expected, got=got)
        return check(name, outcome=Outcome.FAILED, message="m", counterexample=case)

    kinds = [wrong(name, "array", "None") for name in "ab"]
    values = [wrong(name, "1", "2") for name in "cd"]
    text = shown(report(*kinds, *values))
    assert "1 more with the same cause: The b" in text
    assert text.count("same cause") == 1


def test_many_checks_of_one_cause_are_counted(shown):
    checks = [
        check(name, outcome=Outcome.TIMEOUT, message="too slow", counterexample=CALL)
        for name in "abcdefgh"
    ]
    text = " ".join(shown(report(*checks)).split())
    assert "7 more with the same cause: The b; The c; The d; The e; The f; and 2 more" in text


def test_what_is_not_written_takes_a_line_for_each_function(shown):
    def blank(name, function, task=1):
        return check(
            name,
            task=task,
            outcome=Outcome.NOT_ATTEMPTED,
            message=f"`{function}` is not written",
            hint=f"hint of {task}",
            counterexample=Counterexample(call=f"{function}({name})"),
            trace=place(7),
        )

    checks = [blank("a", "f"), blank("b", "g"), check("c"), blank("d", "f"), blank("e", "f", 2)]
    text = shown(report(*checks), view=rendering.checked)
    rows = [" ".join(row.split()) for row in text.splitlines()]
    for row in (
        "✗ `f` is not written checks 0 / 2",
        "✗ `g` is not written checks 0 / 1",
        "hint hint of 1",
        "✗ `f` is not written checks 0 / 1",
        "hint hint of 2",
    ):
        assert rows.count(row) == 1
    assert "called" not in text
    assert "conv2d.py:7" not in text
    assert rows.index("✓ The c. passed") < rows.index("✗ `g` is not written checks 0 / 1")


@pytest.mark.parametrize("outcome", [Outcome.ERROR, Outcome.TIMEOUT])
def test_a_file_that_can_not_be_loaded_is_explained_once(shown, outcome):
    checks = [
        check(name, task=task, outcome=outcome, message="invalid syntax", hint="h", trace=place(2))
        for task, name in enumerate("ab", 1)
    ]
    text = shown(report(*checks))
    assert text.count("Nothing could be checked: invalid syntax") == 1
    assert "The a" not in text
    rows = [" ".join(row.split()) for row in text.splitlines()]
    assert "✗ Task 1: Forward 0 / 1" in rows
    assert "✗ Task 2: Backward 0 / 1" in rows


def test_one_check_that_has_a_call_is_no_failure_to_load(shown):
    broken = check("a", outcome=Outcome.ERROR, message="m", counterexample=CALL)
    failed = check("a", outcome=Outcome.FAILED, message="m")
    for each in (broken, failed):
        assert "Nothing could be checked" not in shown(report(each))


def test_a_long_title_hangs_under_itself(shown):
    long = check("x").model_copy(update={"title": "word " * 40})
    rows = [row for row in shown(report(long)).splitlines() if "word" in row]
    assert len(rows) > 1
    assert rows[0].startswith("✓ word")
    assert all(row.startswith("  word") for row in rows[1:])


def test_a_task_hint_is_not_repeated(shown):
    failures = [
        check(name, outcome=Outcome.FAILED, message=f"{name} is wrong", hint="the task's hint")
        for name in "abc"
    ]
    text = shown(report(*failures))
    assert text.count("the task's hint") == 1
    assert text.count("is wrong") == 3


@pytest.mark.parametrize("outcome", set(Outcome) - {Outcome.PASSED, Outcome.FAILED})
def test_an_outcome_has_a_word(shown, outcome):
    text = shown(report(check("x", outcome=outcome), points=None))
    assert outcome.value.lower().replace("_", " ") in text or "our failure" in text
    assert "? / 20 points" in text


def test_our_own_failure_costs_nothing(shown):
    text = shown(report(status="failed", points=None, late_penalty=None, message="no sandbox"))
    assert "by our fault" in text
    assert "no sandbox" in text


def test_a_penalty_and_a_seed_are_shown_where_known(shown):
    text = shown(report(check("x"), late_penalty=1.5, seed=42))
    assert "1.5 points are taken off" in text
    assert "seed: 42" in text


def test_a_full_bar_is_full_points(shown):
    assert "░" in shown(report(check("x"), points=19.99))
    assert "░" not in shown(report(check("x"), points=20))


def test_checks_without_points_are_counted(shown):
    text = shown(
        report(check("a"), check("b", outcome=Outcome.FAILED, message="no")),
        view=rendering.checked,
    )
    assert "1 of 2 checks passed" in text
    assert "points" not in text
    line = next(line for line in text.splitlines() if "The a." in line)
    assert line.rstrip().endswith("passed")


def test_nothing_that_a_student_wrote_steers_the_terminal(shown):
    evil = "\x1b[2J[red]\u202eevil\x07\x9b1m"
    failed = check(
        "x",
        outcome=Outcome.FAILED,
        message=evil,
        hint=evil,
        counterexample=Counterexample(call=evil, expected=evil, got=evil),
        trace=(SourceLine(file="conv2d.py", line=1, text=evil),),
        printed=evil,
    )
    text = shown(report(failed, student=evil, message=evil))
    assert not set(text) & set("\x1b\u202e\x07\x9b")
    assert text.count(r"\x1b[2J[red]\u202eevil\x07\x9b1m") == 9


def test_printed_text_and_long_lines_are_cut(shown):
    printed = "".join(f"line {number}\n" for number in range(500))
    failed = check("x", outcome=Outcome.FAILED, message="y" * 5000, printed=printed)
    text = shown(report(failed))
    assert "(488 more lines)" in text
    assert len(text) < 6000


@pytest.mark.parametrize("encoding", ["cp949", "ascii"])
def test_a_plain_console_gets_plain_signs(shown, encoding):
    page = Page(language="en", signs=PLAIN, zone="Asia/Seoul")
    failed = check("b", outcome=Outcome.FAILED, message="no", counterexample=CALL)
    text = shown(report(check("a"), failed), page, encoding=encoding)
    assert "[pass] The a." in text
    assert "[fail] The b." in text
    assert "  #-------------------" in text


def test_points_without_needless_zeros():
    assert [points(value) for value in (17.0, 16.5, 0.25, 0, 100, None)] == [
        "17",
        "16.5",
        "0.25",
        "0",
        "100",
        "?",
    ]
