"""Advice on the command line: checked, handed in, shown again, and for a script."""

import json

import pytest

SOURCE = """\
def conv2d_forward(x, w, b, stride=1, pad=0):
    x -= x.mean()
    return x + w + b + pad, None
"""


@pytest.fixture
def work(desk):
    path = desk / "conv2d.py"
    path.write_text(SOURCE)
    return path


def test_check_gives_advice_in_both_languages(here, work):
    done = here("check", "conv2d", work)
    assert done.code == 1
    assert "Advice on your code; it costs no points" in done.out
    assert "`conv2d_forward` changes its argument `x` in place" in done.out
    assert "conv2d.py:2  x -= x.mean()" in done.out
    done = here("check", "conv2d", work, "--lang", "ko")
    assert "코드에 대한 조언 (점수와 무관)" in done.out
    assert "`conv2d_forward` 함수가 인자 `x`의 내용을 바꿉니다" in done.out


def test_an_attempt_keeps_its_advice(here, work):
    done = here("submit", "conv2d", work, "--student", "kim")
    assert "never uses the value of its parameter `stride`" in done.out
    again = here("show", "conv2d", "--student", "kim")
    assert "never uses the value of its parameter `stride`" in again.out
    report = json.loads(here("show", "conv2d", "--student", "kim", "--json").out)
    assert [(each["rule"], each["file"], each["line"]) for each in report["advice"]] == [
        ("argument-changed", "conv2d.py", 2),
        ("unused-parameter", "conv2d.py", 1),
    ]
    assert set(report["advice"][0]) == {"rule", "message", "hint", "file", "line", "text", "more"}
    assert json.loads(here("check", "conv2d", work, "--json").out)["advice"]


def test_a_console_without_the_signs_shows_it_too(grade, work):
    done = grade("check", "conv2d", work, encoding="ascii", GRADE_LANG="en")
    assert "- `conv2d_forward` changes its argument `x` in place" in done.out
    done = grade("check", "conv2d", work, encoding="cp949", GRADE_LANG="ko")
    assert "코드에 대한 조언" in done.out


def test_a_course_may_do_without_a_rule(here, work, course):
    path = course / "assignments/conv2d/assignment.yaml"
    text = path.read_text(encoding="utf-8")
    text += "advice: {without: [argument-changed, unused-parameter]}\n"
    path.write_text(text, encoding="utf-8")
    assert "Advice" not in here("check", "conv2d", work).out
