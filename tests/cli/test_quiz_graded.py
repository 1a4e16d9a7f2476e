"""`grade quiz take`, `results` and `remark`: as a student and as staff, at a terminal or piped."""

import dataclasses
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from autograder.quiz import topics as registry
from autograder.quiz.graded import redrawn
from autograder.quiz.item import shown
from autograder.quiz.sitting import Sitting
from autograder.quiz.topics import topics
from autograder.records import Store, locate
from autograder.records.quizzes import attempts
from tests.cli.conftest import ROOT

QUIZ = """\
title: {en: Week 14, ko: 14주차 퀴즈}
attempts: 2
sections:
  - title: {en: One layer, ko: 한 층}
    items:
      - {topic: conv_shape, level: 1, points: 1, count: 2}
      - {topic: conv_shape, level: 2, points: 2}
"""
AFTER_CLOSE = "opens: 2020-01-01T09:00\ncloses: 2999-01-01T09:00\nfeedback: after_close\n"


@pytest.fixture
def quiz(course):
    """Return what writes the quiz `week`, with further lines."""

    def write(more=""):
        path = course / "assignments" / "quizzes" / "week.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(QUIZ + more, encoding="utf-8")

    write()
    return write


@pytest.fixture
def take(here, monkeypatch, quiz):
    """Run `grade quiz take` with some lines typed in."""

    def call(*lines, options=(), raw=None):
        text = raw if raw is not None else "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
        return here("quiz", "take", "week", "--student", "kim", *options)

    return call


@pytest.fixture
def kept(course):
    """Return what the records hold."""

    def read(student="kim"):
        with Store.open(locate(course, environ={})) as store:
            return attempts(store, "week", student)

    return read


def items(attempt):
    return [redrawn(each, topics()) for each in attempt.answers]


def key(item):
    return shown(item.key, item)


def idea(item, misconception="forgot-plus-one"):
    return shown(next(w.value for w in item.wrong if w.misconception == misconception), item)


def test_right_wrong_unreadable_and_left_for_later(take, kept):
    assert take("q").code == 0
    first, second, third = items(kept()[0])
    ran = take("seven", key(first), ">", idea(third), key(second))
    assert ran.code == 0, ran.err
    assert "Week 14: attempt 1 of 2, 3 questions, 4 points." in ran.out
    assert "3 / 3  One layer (2 p.)" in ran.out
    assert "Type whole numbers" in ran.out
    assert ran.out.count("Right.") == 2
    assert "You left out the + 1." in ran.out
    assert "Solution:" in ran.out
    assert "All answered: 2 / 4 points." in ran.out
    assert [each.reply for each in kept()[0].answers] == [key(first), key(second), idea(third)]
    again = take("q")
    assert "attempt 2 of 2" in again.out
    assert items(kept()[1]) != [first, second, third]


def test_in_korean(take, kept):
    take("q")
    ran = take(*map(key, items(kept()[0])), options=["--lang", "ko"])
    assert "14주차 퀴즈: 1차 응시(최대 2회), 3문제, 4점 만점." in ran.out
    assert "모두 답했습니다. 점수: 4 / 4" in ran.out
    assert "Right" not in ran.out


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\n", b"\0\n", b"x" * 200_000, b"\x1b[A\n" * 5])
def test_no_input_breaks_it_or_counts(take, kept, raw):
    ran = take(raw=raw)
    assert ran.code == 0, ran.err
    assert "Stopped: 0 of 3 are answered." in ran.out
    assert "\x1b" not in ran.out
    assert kept()[0].open_numbers == [0, 1, 2]


@pytest.mark.parametrize("lines", [["y"] * 1000, [">"] * 1000])
def test_a_script_that_answers_nothing_comes_to_an_end(take, kept, lines):
    assert "Stopped" in take(*lines).out
    assert kept()[0].open_numbers == [0, 1, 2]


def test_until_the_close_a_student_learns_nothing(take, here, kept, quiz):
    quiz(AFTER_CLOSE)
    take("q")
    first, *_ = items(kept()[0])
    ran = take(key(first), "1 1 1", "1 1 1")
    assert ran.out.count("Recorded.") == 3
    assert "2999-01-01 09:00 KST" in ran.out
    for word in ("Right", "That is not it", "Solution", " p.)\n1 /"):
        assert word not in ran.out
    shown_to_student = here("quiz", "results", "week", "--student", "kim").out
    assert "answered 3 of 3" in shown_to_student
    assert "right" not in shown_to_student.replace("what was right are shown", "")
    told = json.loads(here("quiz", "results", "week", "--student", "kim", "--json").out)
    (attempt,) = told["attempts"]
    assert attempt["points"] is None
    hidden = ("points", "verdict", "misconception", "seed", "marks")
    assert {item[name] for item in attempt["items"] for name in hidden} == {None}
    staff = json.loads(here("quiz", "results", "week", "--staff", "--json").out)
    assert staff["attempts"][0]["points"] == 1
    assert staff["attempts"][0]["items"][0]["verdict"] == "right"


def test_results_for_a_student_and_for_staff(take, here, kept):
    nobody = here("quiz", "results", "week", "--student", "kim")
    assert "kim has not begun this quiz." in nobody.out
    assert "Nobody has begun" in here("quiz", "results", "week", "--staff").out
    take("q")
    first, second, _ = items(kept()[0])
    take(key(first), idea(second), "q")
    own = here("quiz", "results", "week", "--student", "kim").out
    assert re.search(r"kim, attempt 1, begun \S+ \S+ KST: 1 / 4", own)
    assert "You left out the + 1." in own
    everybody = here("quiz", "results", "week", "--staff").out
    assert re.search(r"kim +1 +open +2 / 3 +1 / 4", everybody)
    korean = here("quiz", "results", "week", "--student", "kim", "--lang", "ko").out
    assert "1차 응시" in korean
    assert "오답" in korean


def test_when_the_time_is_over_a_reply_is_not_counted(take, kept, quiz):
    quiz("minutes: 0.000000001\n")
    ran = take("1 1 1", "2 2 2")
    assert ran.code == 0
    assert "The time is over" in ran.out
    assert "0 of 3 were answered in time." in ran.out
    assert kept()[0].open_numbers == [0, 1, 2]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("opens: 2999-01-01T09:00\n", "opens on 2999-01-01 09:00 KST"),
        ("closes: 2020-01-01T09:00\n", "closed on 2020-01-01 09:00 KST"),
        ("opens: soon\n", "week.yaml"),
    ],
)
def test_it_refuses_in_words(take, quiz, more, said):
    quiz(more)
    ran = take()
    assert ran.code == 2
    assert said in ran.err
    assert "hint" in ran.err


def test_without_solutions_there_are_no_graded_quizzes(take, here, course):
    shutil.rmtree(course / "solutions")
    for ran in (take(), here("quiz", "results", "week"), here("quiz", "remark", "week")):
        assert ran.code == 2
        assert "has to ask a server" in ran.err
    assert not (course / ".grade").exists()


def test_marking_again_shows_and_stores_the_differences(take, here, kept, monkeypatch):
    take("q")
    first, second, third = items(kept()[0])
    take(key(first), shown(second.wrong[0].value, second), shown((9, 9, 9), third))
    nothing = here("quiz", "remark", "week")
    assert "3 replies marked again: nothing changes." in nothing.out
    topic = topics()["conv_shape"]

    def corrected(rng, level):
        item = topic.generate(rng, level)
        return dataclasses.replace(item, key=item.wrong[0].value, wrong=item.wrong[1:])

    changed = dataclasses.replace(topic, version=topic.version + 1, generate=corrected)
    monkeypatch.setitem(registry._ours, "conv_shape", changed)
    ran = here("quiz", "remark", "week")
    assert "3 replies marked again: 2 change." in ran.out
    assert re.search(r"kim +.+ +1 +1 +conv_shape +1 → 0 +changed", ran.out)
    assert re.search(r"kim +.+ +1 +2 +conv_shape +0 → 1 +changed", ran.out)
    assert "--apply stores it" in ran.out
    assert kept()[0].answers[0].points == 1
    told = json.loads(here("quiz", "remark", "week", "--apply", "--json").out)
    assert (told["stored"], len(told["differences"])) == (2, 2)
    assert [each.points for each in kept()[0].answers] == [0, 1, 0]
    assert [each.verdict for each in kept()[0].answers[0].marks] == ["right", "wrong"]
    assert "nothing changes" in here("quiz", "remark", "week", "--lang", "en").out


def started(course, desk, *args):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "cli", "quiz", "take", "week", "--student", "kim", *args],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=desk,
        env={**kept, "GRADE_COURSE": str(course), "GRADE_LANG": "en", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_killed_between_two_answers_it_goes_on_where_it_was(take, kept, course, desk):
    process = started(course, desk)
    process.stdin.write("1 2 3\n4 5 6\n")
    process.stdin.flush()
    deadline = time.monotonic() + 60
    while not kept() or len(kept()[0].open_numbers) > 1:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    process.kill()
    process.communicate()
    ran = take("7 8 9")
    assert "Going on: 2 of 3 are answered." in ran.out
    (attempt,) = kept()
    assert [each.reply for each in attempt.answers] == ["1 2 3", "4 5 6", "7 8 9"]
    assert [len(each.marks) for each in attempt.answers] == [1, 1, 1]


def test_two_terminals_share_an_attempt_and_nothing_counts_twice(quiz, kept, course, desk):
    processes = [started(course, desk) for _ in range(2)]
    for number, process in enumerate(processes):
        process.stdin.write(f"1 1 {number + 1}\n" * 3)
    outputs = [process.communicate(timeout=120) for process in processes]
    assert "Traceback" not in "".join(map(str, outputs))
    answers = [answer for attempt in kept() for answer in attempt.answers]
    # Where one had ended before the other began, that one has an attempt of its own.
    assert len(answers) in (3, 6)
    assert all(len(answer.marks) == 1 for answer in answers)
    assert all(answer.reply for answer in answers)


def test_a_question_that_another_terminal_answered_says_so(take, kept, monkeypatch):
    before = Sitting.reply

    def raced(sitting, number, item, typed):
        before(sitting, number, item, "1 1 1")
        return before(sitting, number, item, typed)

    monkeypatch.setattr(Sitting, "reply", raced)
    assert take("2 2 2", "q").out.count("answered in another window; that reply counts") == 1
    assert [each.reply for each in kept()[0].answers] == ["1 1 1", None, None]


def test_the_docs_lead_through_it(here, course, monkeypatch):
    page = (ROOT / "docs/quizzes.md").read_text(encoding="utf-8")
    part = page.partition("## Graded quizzes")[2]
    name, text = re.findall(r"```yaml\n# assignments/quizzes/(\S+)\n(.*?)```", part, re.DOTALL)[0]
    today = datetime.now()
    for old, days in (("2026-12-01T09:00", -2), ("2026-12-04T23:59", 2)):
        assert old in text
        text = text.replace(old, f"{today + timedelta(days=days):%Y-%m-%dT%H:%M}")
    (course / "assignments" / "quizzes" / name).write_text(text, encoding="utf-8")
    (block,) = re.findall(r"```sh\n(.*?)```", part, re.DOTALL)
    lines = [shlex.split(line, comments=True) for line in block.splitlines()]
    assert [line[2] for line in lines] == ["list", "take", *["results"] * 4, *["remark"] * 2]
    for _, *args in lines:
        monkeypatch.setattr("sys.stdin", io.StringIO("1 1 1\n1 1 1\nq\n"))
        ran = here(*args)
        assert ran.code == 0, (args, ran.err)
        said = {"list": "week_14", "take": "2 of 3", "remark": "2 replies"}.get(args[1], "kim")
        assert said in ran.out, args


def test_the_list_shows_when_each_quiz_is_open_and_what_it_earns(here, quiz):
    quiz("opens: 2026-11-02T09:00\ncloses: 2026-11-09T23:59\n")
    ran = here("quiz", "list")
    assert re.search(
        r"^week +Week 14 +2026-11-02 09:00 +2026-11-09 23:59 +2 +4$", ran.out, re.MULTILINE
    )
    told = {each["quiz"]: each for each in json.loads(here("quiz", "list", "--json").out)}["week"]
    assert told["closes"] == "2026-11-09T23:59:00+09:00"
    assert (told["max_points"], told["attempts"], told["minutes"]) == (4, 2, None)
    page = (ROOT / "docs/quizzes.md").read_text(encoding="utf-8")
    assert {name for name in told if f"`{name}`" not in page} == set()


def test_the_command_that_goes_on_names_the_student(take):
    assert "`grade quiz take week --student kim` goes on" in take("q").out.replace("\n", " ")


def test_the_page_names_every_key_of_the_results(take, here):
    take("q")
    page = Path(ROOT / "docs/quizzes.md").read_text(encoding="utf-8")
    told = json.loads(here("quiz", "results", "week", "--staff", "--json").out)
    (attempt,) = told["attempts"]
    names = {*told, *attempt, *attempt["items"][0]} - {"schema_version", "items"}
    assert {name for name in names if f"`{name}`" not in page} == set()
