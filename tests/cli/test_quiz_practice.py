"""`grade quiz practice`, `review` and `stats`: a person types, a script pipes, nothing is lost."""

import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from autograder.quiz.drawing import draw
from autograder.quiz.figure_words import columns
from autograder.quiz.history import Log, Replied
from autograder.quiz.item import shown
from autograder.quiz.topics import topics
from cli.commands.quiz import quiz_command
from tests.cli.conftest import ROOT

ITEMS = [draw(topics()["conv_shape"], 1, seed) for seed in range(20)]
PRACTICE = ["quiz", "practice", "conv_shape", "--level", 1, "--count", 3, "--seed", 0]


def key(number):
    return shown(ITEMS[number].key, ITEMS[number])


def wrong(number, misconception):
    item = ITEMS[number]
    return shown(next(w.value for w in item.wrong if w.misconception == misconception), item)


@pytest.fixture
def type_in(here, monkeypatch):
    """Run a command that reads some lines."""

    def call(*args, lines=(), raw=None):
        text = raw if raw is not None else "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
        return here(*args)

    return call


@pytest.fixture
def log(desk):
    return Log(desk / "home" / "quiz.jsonl")


def later(log, days):
    """Let some days pass: every line becomes so much older."""
    lines = [line.model_copy(update={"at": line.at - timedelta(days=days)}) for line in log.read()]
    log.path.unlink()
    for line in lines:
        log.add(line)


def test_a_round_of_right_missed_and_wrong_answers(type_in):
    forgot = wrong(1, "forgot-plus-one")
    ran = type_in(*PRACTICE, lines=[key(0), forgot, key(1), forgot.replace("×", "x"), "?", "?"])
    assert ran.code == 0, ran.err
    assert ran.out.count("Right.") == 2
    assert "You left out the + 1." in ran.out
    assert "  a) " in ran.out
    assert "Solution:" in ran.out
    assert f"one map: {key(2)}" in ran.out
    assert "3 asked: 1 right at the first try, 1 at the second, 1 wrong." in ran.out
    assert re.search(r"conv_shape +Output shape of a convolution +3 +1 +1 +1", ran.out)
    assert re.search(r"conv_shape +You left out the \+ 1\. +1", ran.out)
    assert "grade quiz review" in ran.out


def test_in_korean(type_in):
    ran = type_in(*PRACTICE, "--lang", "ko", lines=[key(0), wrong(1, "forgot-plus-one"), "?", "q"])
    assert "맞습니다." in ran.out
    assert "+ 1을 빠뜨렸습니다." in ran.out
    assert "풀이:" in ran.out
    assert "`grade quiz practice`로 이어서" in ran.out
    assert "Solution" not in ran.out


def test_unreadable_replies_cost_nothing(type_in):
    replies = ["seven", "", "x" * 10_000, "\x1b[2J", "5 x 5", "１e2", key(0), key(1), key(2)]
    ran = type_in(*PRACTICE, lines=replies)
    assert ran.code == 0
    assert "3 asked: 3 right at the first try" in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\n", b"\0\0\n", b"\r\n", b"?", b"x" * 200_000, b"\x1b[A\n" * 5]
)
def test_no_input_breaks_it_or_hangs(type_in, raw):
    ran = type_in(*PRACTICE, raw=raw)
    assert ran.code == 0, ran.err
    assert "Stopped. Nothing is lost" in ran.out


def test_a_stream_without_end_comes_to_an_end(course, desk):
    """`yes | grade quiz practice`: what can't be read is left after a while."""
    for words in (["yes"], ["yes", ""], ["cat", "/dev/zero"]):
        feeder = subprocess.Popen(words, stdout=subprocess.PIPE)
        ran = subprocess.run(
            [sys.executable, "-m", "cli", *map(str, PRACTICE), "--new", "--lang", "en"],
            stdin=feeder.stdout, cwd=desk, capture_output=True, timeout=60, check=False, text=True,
            env=os.environ | {"GRADE_HOME": str(desk), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        feeder.kill()
        feeder.wait()
        assert feeder.stdout
        feeder.stdout.close()
        assert ran.returncode == 0, ran.stderr
        assert "Done." in ran.stdout


def test_a_stopped_round_goes_on_where_it_was(type_in):
    missed = wrong(1, "forgot-plus-one")
    assert "Stopped" in type_in(*PRACTICE, lines=[key(0), missed]).out
    ran = type_in("quiz", "practice", lines=[key(1), key(2)])
    assert "Going on with the round of" in ran.out
    assert "question 2 of 3" in ran.out
    assert "  a) " in ran.out  # the choices are still there
    assert "3 asked: 2 right at the first try, 1 at the second, 0 wrong." in ran.out
    assert "Going on" not in type_in("quiz", "practice", lines=["q"]).out


def test_the_same_request_goes_on_and_another_begins_anew(type_in):
    type_in(*PRACTICE, lines=[key(0)])
    assert "Going on" in type_in(*PRACTICE, lines=["q"]).out
    assert "Going on" not in type_in(*PRACTICE, "--new", lines=["q"]).out
    assert "1 / 3" in type_in(*PRACTICE, "--new", lines=["q"]).out
    assert "Going on" not in type_in("quiz", "practice", "--count", 1, lines=["q"]).out


def test_a_topic_that_is_gone_is_left_out(type_in, log):
    type_in(*PRACTICE, lines=["q"])
    text = log.path.read_text().replace('"topic":"conv_shape"', '"topic":"gone"', 1)
    log.path.write_text(text)
    ran = type_in("quiz", "practice", lines=[key(1), key(2)])
    assert ran.code == 0, ran.err
    assert "2 asked: 2 right" in ran.out


def test_what_lacks_says_so(type_in, here):
    assert "no quiz topic `conv_shap`" in here("quiz", "practice", "conv_shap").err
    assert "did you mean `conv_shape`" in here("quiz", "review", "conv_shap").err
    assert "--count" in here("quiz", "practice", "--count", 0).err


def test_practice_for_a_program(type_in):
    replies = ["seven", wrong(0, "forgot-plus-one"), "b", "q"]
    ran = type_in(*PRACTICE, "--json", lines=replies)
    told = [json.loads(line) for line in ran.out.splitlines()]
    assert [each["event"] for each in told] == [
        "round", "question", "answer", "answer", "answer", "question", "summary",
    ]  # fmt: skip
    assert told[1]["item"]["id"] == ITEMS[0].id
    assert "key" not in told[1]["item"]
    assert told[2]["verdict"] == "unreadable"
    assert told[3]["misconception"] == "forgot-plus-one"
    assert told[3]["offered"][0]["name"] == "a"
    assert told[4]["outcome"] in ("second", "wrong")
    assert told[-1]["asked"] == 1
    assert told[-1]["stopped"] is True
    assert told[-1]["misconceptions"]["forgot-plus-one"] == 1


def test_the_level_rises_with_what_was_right(type_in):
    type_in(*PRACTICE, lines=[key(0), key(1), key(2)])
    assert "level 2" in type_in("quiz", "practice", "conv_shape", "--count", 1, lines=["q"]).out


@pytest.mark.parametrize(("encoding", "language"), [("cp949", "ko"), ("ascii", "en")])
def test_every_sign_of_an_item_has_a_stand_in(grade, encoding, language):
    for topic in ("which_fire", "mse", "gradient_step", "mlp_forward", "one_by_one", "conv_shape"):
        ran = grade(
            "quiz", "ask", topic, "--level", 2, "--seed", 1, "--with-key", "--answer", "1",
            "--lang", language, encoding=encoding,
        )  # fmt: skip
        assert "\\" not in ran.out + ran.err


def test_a_narrow_terminal_keeps_every_number(type_in, grade):
    type_in(*PRACTICE, lines=[key(0), key(1), key(2)])
    for language in ("ko", "en"):
        told = grade("quiz", "stats", "--lang", language, COLUMNS="60").out
        assert re.search(r"conv_shape +3 +3 +\d+% +\d{4}-\d\d-\d\d", told)
        assert max(map(columns, told.splitlines())) <= 60


@pytest.mark.parametrize("encoding", ["cp949", "ascii"])
def test_a_console_without_every_sign(grade, encoding):
    ran = grade(*PRACTICE, "--lang", "ko", encoding=encoding)
    assert ran.code == 0
    assert "Traceback" not in ran.err
    assert "\\xd7" not in ran.out  # × is written x


def test_answers_that_cannot_be_kept_are_not_asked_for(type_in, desk, monkeypatch):
    (desk / "file").write_text("")
    monkeypatch.setenv("GRADE_HOME", str(desk / "file"))
    ran = type_in(*PRACTICE, lines=[key(0)])
    assert ran.code == 2
    assert "GRADE_HOME" in ran.err
    assert "1 / 3" not in ran.out


# --- review and stats -------------------------------------------------------------------------


def test_nothing_was_asked_yet(here):
    for command in ("review", "stats"):
        ran = here("quiz", command)
        assert ran.code == 0
        assert "grade quiz practice" in ran.out


def test_a_topic_comes_back_when_it_is_due_with_other_numbers(type_in, here, log):
    type_in(*PRACTICE, lines=[key(0), key(1), key(2)])
    assert "Nothing is due" in here("quiz", "review").out
    later(log, 60)
    ran = type_in("quiz", "review", "--seed", 7, lines=["q"])
    assert "1 / 1" in ran.out
    item = draw(topics()["conv_shape"], 2, 7)
    assert f"seed {item.seed}" in ran.out
    ran = type_in("quiz", "review", lines=[shown(item.key, item)])
    assert "Going on" in ran.out
    assert "1 asked: 1 right" in ran.out
    assert re.search(r"shapes +Shapes +1 / \d+ +0 +\d+%", ran.out)
    assert "Nothing is due" in here("quiz", "review").out
    skills = json.loads(here("quiz", "review", "--json").out)["skills"]
    assert {each["skill"]: each["met"] for each in skills}["shapes"] == 1


def test_stats_by_topic_mistake_and_skill(type_in, here, log):
    missed = wrong(0, "forgot-plus-one")
    type_in(*PRACTICE, lines=[missed, "?", key(1), key(2)])
    ran = here("quiz", "stats")
    assert re.search(r"conv_shape +Output shape of a convolution +3 +2 +0 +1 +\d+%", ran.out)
    assert "You left out the + 1." in ran.out
    told = json.loads(here("quiz", "stats", "--json").out)
    (topic,) = told["topics"]
    assert topic["topic"] == "conv_shape"
    assert (topic["asked"], topic["first"], topic["wrong"]) == (3, 2, 1)
    assert topic["misconceptions"] == {"forgot-plus-one": 1}
    assert datetime.fromisoformat(topic["due"]) > datetime.now(UTC)
    later(log, 60)
    assert re.search(r"% +now", here("quiz", "stats", "shapes").out)


def test_a_misconception_that_is_known_no_more_is_named_by_its_id(type_in, here, log):
    type_in(*PRACTICE, lines=[wrong(0, "forgot-plus-one"), "q"])
    text = log.path.read_text().replace("forgot-plus-one", "once-there-was")
    log.path.write_text(text)
    last = next(line for line in log.read() if isinstance(line, Replied))
    log.add(last.model_copy(update={"outcome": "wrong"}))
    assert "once-there-was" in here("quiz", "stats").out


# --- at a terminal ----------------------------------------------------------------------------


# A terminal becomes the one that sends signals when a leader of a session opens it.
_AT_TERMINAL = """
import os, sys
os.close(os.open(os.ttyname(0), os.O_RDWR))
from cli.main import main
sys.exit(main())
"""


class Screen:
    """A terminal in which the command runs."""

    def __init__(self, home, *args):
        self.handle, inside = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _AT_TERMINAL, *map(str, args), "--lang", "en"],
            stdin=inside, stdout=inside, stderr=inside, cwd=ROOT, start_new_session=True,
            env=os.environ | {"GRADE_HOME": str(home), "PYTHONPATH": str(ROOT), "TERM": "dumb"},
        )  # fmt: skip
        os.close(inside)
        self.text = ""

    def wait_for(self, text, seconds=60):
        end = time.monotonic() + seconds
        while text not in self.text:
            assert time.monotonic() < end, self.text
            if select.select([self.handle], [], [], 1)[0]:
                self.text += os.read(self.handle, 4096).decode(errors="replace")
        self.text = self.text.partition(text)[2]

    def type(self, text):
        time.sleep(0.5)  # as a person: readline misses a signal that comes with its prompt
        os.write(self.handle, text.encode())

    def code(self):
        code = self.process.wait(60)
        os.close(self.handle)
        return code


def test_it_can_be_stopped_and_continued_at_a_terminal(tmp_path):
    screen = Screen(tmp_path, *PRACTICE)
    screen.wait_for("\n> ")
    screen.type(f"{key(0)}\n")
    screen.wait_for("Right.")
    screen.wait_for("\n> ")
    screen.type("\x03")  # Ctrl-C
    screen.wait_for("Nothing is lost")
    assert screen.code() == 0
    for ending in ("\x04", "ㅂ\n"):  # Ctrl-D, and q where Korean was left on
        screen = Screen(tmp_path, "quiz", "practice")
        screen.wait_for("question 2 of 3")
        screen.wait_for("\n> ")
        screen.type(ending)
        screen.wait_for("Nothing is lost")
        assert screen.code() == 0


def test_help_of_every_quiz_command_in_both_languages(here):
    for name in quiz_command.modules:
        english = here("quiz", name, "--help", "--lang", "en").out
        korean = here("quiz", name, "--help", "--lang", "ko").out
        assert english.startswith(f"Usage: grade quiz {name}")
        assert not re.search("[가-힣]", english)
        assert korean.startswith(f"사용법: grade quiz {name}")


def test_ask_letters_its_choices_and_marks_a_letter(here):
    ran = here("quiz", "ask", "conv_shape", "--seed", 3)
    (letter,) = re.search(rf"  ([abcd])\) {re.escape(key(3))}\n", ran.out).groups()
    assert "Right." in here("quiz", "ask", "conv_shape", "--seed", 3, "--answer", letter).out
    told = here("quiz", "ask", "conv_shape", "--seed", 3, "--answer", letter, "--json").out
    assert json.loads(told)["marked"]["verdict"] == "right"
    assert "Solution:" in here("quiz", "ask", "conv_shape", "--seed", 3, "--with-key").out
